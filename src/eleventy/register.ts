import { statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SiteForTemplates } from '../views/prepared-site.ts';
import { bodyMarker } from '../views/body-markers.ts';
import type { SitePageView } from '../views/page-registry.ts';
import type { EleventyConfig } from './eleventy-config.ts';
import type { Session } from './session.ts';

/** What a file in `_data/` exports: it hands one part of the site to the templates. */
export type DataFile = (site: SiteForTemplates) => unknown;

/**
 * Lets `_data/*.ts` be data files. Their default export is called with the site of this build;
 * errors name the file, which Eleventy leaves out for asynchronous ones. What is handed over is
 * frozen: of another object Eleventy gives each page a proxy of its own, through which every
 * property is looked up, and by which nothing can be remembered (`registerPrintedParts`). Nothing
 * can be merged into it.
 */
export function registerDataFiles(eleventyConfig: EleventyConfig, session: Session): void {
  eleventyConfig.addDataExtension('ts', {
    read: false,
    parser: async (file) => {
      const dataFile = await importDataFile(file);
      try {
        return Object.freeze(dataFile(session.site));
      } catch (error) {
        throw new Error(`The data file ${file} failed.`, { cause: error });
      }
    },
  });
}

/**
 * The function that a data file exports, as the file is now: the dev server sees it change.
 * @param file path seen from the project's folder.
 */
export async function importDataFile(file: string): Promise<DataFile> {
  const url = pathToFileURL(path.resolve(file));
  url.searchParams.set('changed', String(statSync(url).mtimeMs));
  const { default: dataFile } = (await import(url.href)) as { default?: DataFile };
  if (typeof dataFile === 'function') return dataFile;
  throw new TypeError(`${file} must export a function (site) => data as its default.`);
}

/**
 * Registers each kind of page as one paginated template: Eleventy looks templates up by scanning a
 * list, so thousands of them cost quadratic time, while pages of one template do not
 * (docs/architecture.md). The content of an article's page is a marker in whose place the rendered
 * body is put after Eleventy has written the page: article text never enters the data cascade. As
 * HTML it takes no run of Nunjucks, which would copy the page's data once more. No page is in a
 * collection: the corpus has the lists.
 */
export function registerPages(
  eleventyConfig: Pick<EleventyConfig, 'addTemplate' | 'addGlobalData'>,
  { kinds = [] }: Pick<Session, 'kinds'>,
): void {
  for (const { name, layout, isArticle } of kinds) {
    eleventyConfig.addTemplate(`~inkstone/${name}.html`, isArticle ? bodyMarker : '', {
      layout,
      pagination: { data: `pages.${name}`, size: 1, alias: 'view' },
      permalink: permalinkOf,
      eleventyExcludeFromCollections: true,
    });
  }
  const lists = kinds.map(({ name, pages }) => [name, pages] as const);
  eleventyConfig.addGlobalData('pages', Object.freeze(Object.fromEntries(lists)));
}

function permalinkOf({ view }: { readonly view: SitePageView }): string {
  return view.path;
}

/** Eleventy runs dry; the folder only stands in the paths of pages. */
export const dryOutput = '_site';

/**
 * Hands each rendered page over as soon as it is ready. Eleventy would write one page after the
 * other and keep the text of all of them until the last is written; here nothing is kept
 * (https://www.11ty.dev/docs/transforms/).
 */
export function registerPageOutput(eleventyConfig: EleventyConfig, session: Session): void {
  eleventyConfig.addTransform('inkstone', async function (content) {
    // Eleventy warns of transforms that work long before they first wait.
    await Promise.resolve();
    const { outputPath } = this.page;
    // A page of the site's own may have `permalink: false`.
    if (outputPath !== false) await session.onPage(path.relative(dryOutput, outputPath), content);
    return 'written';
  });
}
