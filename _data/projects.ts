import type { DataFile } from '../src/index.ts';

export const forOwnPages = true;

/** Index and pages of projects. */
const projects: DataFile = ({ views }) => views.terms.project;

export default projects;
