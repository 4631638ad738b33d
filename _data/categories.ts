import type { DataFile } from '../src/eleventy/register.ts';

/** Index and pages of categories. */
const categories: DataFile = ({ views }) => views.terms.category;

export default categories;
