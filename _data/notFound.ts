import type { DataFile } from '../src/eleventy/register.ts';

/** The page for missing addresses. */
const notFound: DataFile = ({ views }) => views.notFound;

export default notFound;
