import type { DataFile } from '../src/eleventy/register.ts';

/** Index and pages of areas. */
const areas: DataFile = ({ views }) => views.terms.area;

export default areas;
