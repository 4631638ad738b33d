import type { DataFile } from '../src/eleventy/register.ts';

/** The about page. */
const about: DataFile = ({ views }) => views.about;

export default about;
