import type { DataFile } from '../src/index.ts';

/** Strings of the interface. */
const ui: DataFile = ({ views }) => views.ui;

export default ui;
