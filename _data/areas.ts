import type { DataFile } from '../src/index.ts';

export const forOwnPages = true;

/** Index and pages of areas. */
const areas: DataFile = ({ views }) => views.terms.area;

export default areas;
