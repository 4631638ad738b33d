import type { DataFile } from '../src/eleventy/register.ts';

/** Pages of the dev server; none in a build. */
const preview: DataFile = ({ views }) => views.preview;

export default preview;
