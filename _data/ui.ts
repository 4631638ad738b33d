import type { DataFile } from '../src/eleventy/register.ts';

/** Strings of the interface. */
const ui: DataFile = ({ views }) => views.ui;

export default ui;
