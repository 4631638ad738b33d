import type { DataFile } from '../src/eleventy/register.ts';

/** The search page. */
const search: DataFile = ({ views }) => views.search;

export default search;
