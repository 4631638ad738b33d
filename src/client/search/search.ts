/** Entry of the search script: fetched by `launcher.ts` on first use. */
export { attachDialog } from './dialog.ts';
export { attachPage } from './page.ts';
