/** Index and pages of tags: to templates `tags.index` and `tags.pages`. */
export { tags as default } from '../src/eleventy/program-data.ts';
