import type { DataFile } from '../src/eleventy/register.ts';

/** Index and pages of organisations. */
const organisations: DataFile = ({ views }) => views.terms.organisation;

export default organisations;
