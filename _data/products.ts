import type { DataFile } from '../src/eleventy/register.ts';

/** All products that listed posts name, by name. */
const products: DataFile = ({ corpus }) => corpus.terms.product;

export default products;
