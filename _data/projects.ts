import type { DataFile } from '../src/eleventy/register.ts';

/** Index and pages of projects. */
const projects: DataFile = ({ views }) => views.terms.project;

export default projects;
