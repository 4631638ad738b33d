import type { DataFile } from '../src/eleventy/register.ts';

/** Years and months. */
const archive: DataFile = ({ views }) => views.archive;

export default archive;
