import type { DataFile } from '../src/index.ts';

export const forOwnPages = true;

/**
 * Index and pages of tags. In Eleventy's cascade `tags` names the collections of a page, and each
 * collection filters and sorts all pages: to Eleventy this is an empty list, to templates
 * `tags.index` and `tags.pages`.
 */
const tags: DataFile = ({ views }) => Object.assign([], views.terms.tag);

export default tags;
