import type { DataFile } from '../src/eleventy/register.ts';

/** Pages of the home list. */
const home: DataFile = ({ views }) => views.home;

export default home;
