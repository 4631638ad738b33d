import type { DataFile } from '../src/eleventy/register.ts';

/** The page that leads to all indexes. */
const hub: DataFile = ({ views }) => views.hub;

export default hub;
