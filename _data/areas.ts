/** Index and pages of areas. */
export { areas as default } from '../src/eleventy/program-data.ts';
