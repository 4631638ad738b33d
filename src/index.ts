import type { buildSite as build } from './build/build.ts';

/** What the files of a site import: the public face of Inkstone. */
export type { BuildOptions } from './build/build-options.ts';
export { defineSite } from './config/site-config.ts';
export type { BuildEnd, BuiltPost, BuiltSite } from './build/build-end.ts';
export type { SiteConfig, SiteConfigInput } from './config/site-config.ts';
export type { Problem } from './content/problem.ts';
export type { DataFile } from './eleventy/data-files.ts';
export type { EleventyConfig } from './eleventy/eleventy-config.ts';
export type { ArticleHook, HookedArticle, MarkdownHook } from './ingest/hooks.ts';
export { eleventyOptions, inkstone } from './eleventy/plugin.ts';
export type { BuildReport } from './report/types.ts';
export type { SiteForTemplates } from './views/site.ts';

/**
 * Builds a site: posts in, a complete static site out.
 * @returns what was built and every problem found. It never rejects: an error that stops the build
 * is a problem too.
 */
export const buildSite: typeof build = async (...options) => {
  // Loaded on demand: settings import this module too.
  const { buildSite } = await import('./build/build.ts');
  return buildSite(...options);
};
