import type { DataFile } from '../src/eleventy/register.ts';

/** Index and pages of people. */
const people: DataFile = ({ views }) => views.terms.person;

export default people;
