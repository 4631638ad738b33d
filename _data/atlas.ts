import type { DataFile } from '../src/eleventy/register.ts';

/** The page of what the corpus holds over time. */
const atlas: DataFile = ({ views }) => views.atlas;

export default atlas;
