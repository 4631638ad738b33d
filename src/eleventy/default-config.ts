/** The configuration of Eleventy for a site that has none (https://www.11ty.dev/docs/config/). */
export { eleventyOptions as config, inkstone as default } from './plugin.ts';
