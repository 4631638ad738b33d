import type { EleventyConfig } from './src/eleventy/eleventy-config.ts';
import { registerDataFiles } from './src/eleventy/data-files.ts';
import { foldersOf } from './src/eleventy/folders.ts';
import { registerPrintedParts } from './src/eleventy/printed-parts.ts';
import { registerPageOutput, registerPages } from './src/eleventy/register.ts';
import { sessionOf } from './src/eleventy/session.ts';

/** Registers Inkstone with Eleventy (https://www.11ty.dev/docs/config/); see `src/eleventy/`. */
export default function inkstone(eleventyConfig: EleventyConfig) {
  const session = sessionOf(eleventyConfig);

  // Global data is large and frozen: merging it page by page costs minutes at 10,000 posts.
  eleventyConfig.setDataDeepMerge(false);
  // With "ts" as a data format Eleventy would look for a data file beside every page.
  eleventyConfig.setDataFileSuffixes(['.11tydata']);
  // _site and .cache are ignored by git, but may be the output.
  eleventyConfig.setUseGitIgnore(false);

  registerDataFiles(eleventyConfig, session);
  registerPages(eleventyConfig, session);
  registerPrintedParts(eleventyConfig);
  registerPageOutput(eleventyConfig, session);

  return {
    dir: foldersOf(session),
    pathPrefix: session.site.config.pathPrefix,
    templateFormats: ['njk', 'html', 'md', '11ty.js'],
    markdownTemplateEngine: 'njk',
    // The registered pages are HTML: {{ braces }} in an article are text.
    htmlTemplateEngine: false,
  };
}
