import type { DataFile } from '../src/index.ts';

/** What every page knows of the site. */
const site: DataFile = ({ views }) => views.site;

export default site;
