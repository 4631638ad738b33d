/** Entry of the search script, which `launcher.ts` loads on first use. */
export { attachDialog } from './dialog.ts';
export { attachPage } from './page.ts';
