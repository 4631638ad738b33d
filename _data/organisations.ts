import type { DataFile } from '../src/eleventy/register.ts';

/** All organisations that listed posts name, by name. */
const organisations: DataFile = ({ corpus }) => corpus.terms.organisation;

export default organisations;
