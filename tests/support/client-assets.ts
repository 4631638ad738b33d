import type { ClientAssets } from '../../src/views/client-assets.ts';

/** Addresses as a build gives them to views, without hashes. */
export const clientAssets: ClientAssets = {
  css: '/assets/style.css',
  js: '/assets/main.js',
  searchJs: '/assets/search.js',
  icon: '/assets/icon.svg',
  themeScript: '',
  themeScriptHash: 'sha256-x',
};
