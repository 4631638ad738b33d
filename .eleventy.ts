import type { EleventyConfig } from './src/eleventy/eleventy-config.ts';
import { registerPrintedParts } from './src/eleventy/printed-parts.ts';
import {
  registerDataFiles,
  registerPageDefaults,
  registerPageOutput,
  registerPosts,
} from './src/eleventy/register.ts';
import { sessionOf } from './src/eleventy/session.ts';

/** Registers Inkstone with Eleventy (https://www.11ty.dev/docs/config/). What is registered lives in src/. */
export default function inkstone(eleventyConfig: EleventyConfig) {
  const session = sessionOf(eleventyConfig);

  // Global data is large and frozen: merging it page by page costs minutes at 10,000 posts.
  eleventyConfig.setDataDeepMerge(false);
  // With "ts" as a data format Eleventy would look for a data file beside every page.
  eleventyConfig.setDataFileSuffixes(['.11tydata']);
  // _site and .cache are ignored by git, but may be the output.
  eleventyConfig.setUseGitIgnore(false);

  registerDataFiles(eleventyConfig, session);
  registerPageDefaults(eleventyConfig);
  registerPosts(eleventyConfig, session);
  registerPrintedParts(eleventyConfig);
  registerPageOutput(eleventyConfig, session);

  return {
    dir: { input: 'src/pages', includes: '../../_includes', data: '../../_data' },
    pathPrefix: session.site.config.pathPrefix,
    templateFormats: ['njk', 'html'],
    // {{ braces }} in an article are text.
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
}
