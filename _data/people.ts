import type { DataFile } from '../src/eleventy/register.ts';

/** All people that listed posts name, by name. */
const people: DataFile = ({ corpus }) => corpus.terms.person;

export default people;
