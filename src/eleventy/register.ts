import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bodyMarker } from '../publish/splice-bodies.ts';
import type { PreparedSite } from '../site.ts';
import type { EleventyConfig } from './eleventy-config.ts';
import type { Session } from './session.ts';

/** What a file in `_data/` exports: it hands one part of the site to the templates. */
export type DataFile = (site: PreparedSite) => unknown;

/**
 * Lets `_data/*.ts` be data files. Their default export is called with the site of this build; errors name the file, which
 * Eleventy leaves out for asynchronous ones.
 */
export function registerDataFiles(eleventyConfig: EleventyConfig, session: Session): void {
  eleventyConfig.addDataExtension('ts', {
    read: false,
    parser: async (file) => {
      const module = (await import(pathToFileURL(path.resolve(file)).href)) as {
        default?: DataFile;
      };
      if (typeof module.default !== 'function') {
        throw new TypeError(`${file} must export a function (site) => data as its default.`);
      }
      try {
        return module.default(session.site);
      } catch (error) {
        throw new Error(`The data file ${file} failed.`, { cause: error });
      }
    },
  });
}

/**
 * Registers all posts of a layout as one paginated template: Eleventy looks templates up by scanning a list, so thousands of them cost
 * quadratic time, while pages of one template do not (docs/architecture.md). The content is a marker in whose place the rendered
 * body is put after Eleventy has written the page: article text never enters the data cascade.
 */
export function registerPosts(eleventyConfig: EleventyConfig, session: Session): void {
  session.site.postLayouts.forEach((layout, index) => {
    eleventyConfig.addTemplate(`posts-${index}.njk`, bodyMarker, {
      layout,
      pagination: { data: `posts[${index}]`, size: 1, alias: 'view' },
    });
  });
}

/** Every page says itself where it is written, and none is in a collection: the corpus has the lists. */
export function registerPageDefaults(eleventyConfig: EleventyConfig): void {
  eleventyConfig.addGlobalData('permalink', () => permalinkOf);
  eleventyConfig.addGlobalData('eleventyExcludeFromCollections', true);
}

function permalinkOf(data: { view: { path: string } }): string {
  return data.view.path;
}

/** Runs the session's steps around each build. */
export function registerEvents(eleventyConfig: EleventyConfig, session: Session): void {
  eleventyConfig.on('eleventy.before', () => session.beforeBuild?.(session));
  eleventyConfig.on('eleventy.after', ({ directories }) =>
    session.afterBuild?.(session, path.resolve(directories?.output ?? '_site')),
  );
}

/** The dev server reloads whole pages: a page's content, as Eleventy knows it, has a marker where the body stands. */
export function registerDevServer(eleventyConfig: EleventyConfig, session: Session): void {
  eleventyConfig.setServerOptions({ domDiff: false });
  for (const target of session.site.watchTargets) eleventyConfig.addWatchTarget(target);
}
