import type { DataFile } from '../src/eleventy/register.ts';

/** Index and pages of media. */
const media: DataFile = ({ views }) => views.terms.media;

export default media;
