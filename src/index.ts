/** What `site.config.ts` and files in `_data/` import: the public face of Inkstone. */
export { defineSite } from './config/site-config.ts';
export type { SiteConfig } from './config/site-config.ts';
export type { DataFile } from './eleventy/data-files.ts';
