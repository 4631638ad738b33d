import type { DataFile } from '../src/eleventy/register.ts';

/** Index and pages of speakers. */
const speakers: DataFile = ({ views }) => views.terms.speaker;

export default speakers;
