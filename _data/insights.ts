import type { DataFile } from '../src/eleventy/register.ts';

/** All insights, newest first. */
const insights: DataFile = ({ views }) => views.insights;

export default insights;
