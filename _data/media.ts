import type { DataFile } from '../src/eleventy/register.ts';

/** All media that listed posts name, by name. */
const media: DataFile = ({ corpus }) => corpus.terms.media;

export default media;
