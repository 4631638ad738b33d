/** Index and pages of projects. */
export { projects as default } from '../src/eleventy/program-data.ts';
