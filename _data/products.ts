import type { DataFile } from '../src/eleventy/register.ts';

/** Index and pages of products. */
const products: DataFile = ({ views }) => views.terms.product;

export default products;
