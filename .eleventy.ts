/**
 * What Eleventy does for this site (https://www.11ty.dev/docs/config/). To add filters, plugins and
 * the like, see docs/extending.md.
 */
export { eleventyOptions as config, inkstone as default } from './src/index.ts';
