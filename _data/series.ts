import type { DataFile } from '../src/eleventy/register.ts';

/** Index and pages of series. */
const series: DataFile = ({ views }) => views.terms.series;

export default series;
