import { createRequire } from 'node:module';

/** The script of axe-core, to be injected into a page; it makes the global `axe`. */
export const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
