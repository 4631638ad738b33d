import type { DataFile } from '../src/eleventy/register.ts';

/** Pages at old addresses, for hosts that read no `_redirects`. */
const redirects: DataFile = ({ redirectPages }) => redirectPages;

export default redirects;
