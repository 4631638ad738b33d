import type { DataFile } from '../src/eleventy/register.ts';

/** The glossary's pages. */
const glossary: DataFile = ({ views }) => views.glossary;

export default glossary;
