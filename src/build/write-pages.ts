import { setImmediate as nextTurn } from 'node:timers/promises';
import { cacheKey, shortChecksum } from '../store/segment.ts';
import { tidyCache } from '../store/tidy-cache.ts';
import { renderPages } from '../eleventy/run-eleventy.ts';
import { sharedData } from '../eleventy/data-files.ts';
import { templateVersion } from '../eleventy/template-version.ts';
import type { PublishedBody } from '../output/finish-body.ts';
import type { Page, PageFolders } from '../output/page-files.ts';
import { createPageWriter } from '../output/page-writer.ts';
import type { PreparedSite } from '../views/prepared-site.ts';
import { articlesByPage, sitePages } from '../views/site-pages.ts';
import type { SitePage } from '../views/site-pages.ts';

/**
 * Pages that are handed to the writer before anything else has its turn: the tables of the search
 * index begin while pages are rendered.
 */
const pagesPerTurn = 256;

/** A page and what it is made from. Plain data. */
export interface PlannedPage {
  /** Relative to the output folder. */
  readonly path: string;
  /** Hash of all that it is made from but its article's body; the page cache knows it by this. */
  readonly key: string;
  /** File of the post whose body stands on it. */
  readonly file?: string;
  /** All of it, where it is a page of the site's own templates. */
  readonly text?: string;
}

/**
 * Writes every page of a site. Those that an earlier build has rendered from the same view with the
 * same templates are taken from the cache; Eleventy renders the others.
 * @param pages may be planned while they are taken.
 * @param bodyOf the body of a post, by its file.
 * @param siteOf makes the site, which pages need that are not in the cache.
 * @param onProgress called with the number of pages written.
 * @returns the pages.
 * @throws {Error} as `renderPages` does.
 */
export async function writePages(
  { count, pages: planned }: PagePlan,
  bodyOf: (file: string) => PublishedBody | undefined,
  siteOf: () => Promise<PreparedSite> | PreparedSite,
  folders: PageFolders & { readonly pagesDir: string },
  onProgress: (done: number) => void = () => undefined,
): Promise<readonly PlannedPage[]> {
  const pages = new Map<string, PlannedPage>();
  const writer = await createPageWriter(folders, count, onProgress);
  const pageOf = ({ path, key, file }: PlannedPage): Page => {
    const body = file === undefined ? undefined : bodyOf(file);
    return { path, key, ...(body && { body }) };
  };
  try {
    for (const page of planned) {
      await writer.write(pageOf(page), page.text);
      pages.set(page.path, page);
      // The writer's messages wait for a turn of their own; so does whoever draws the progress.
      if (pages.size % pagesPerTurn === 1) await nextTurn();
    }
    const missing = new Set(await writer.settle());
    if (missing.size > 0) {
      let rendered = 0;
      await renderPages(await siteOf(), missing, async (path, html) => {
        const page = pages.get(path);
        if (page) await writer.write(pageOf(page), html);
        if (++rendered % pagesPerTurn === 0) await nextTurn();
      });
    }
    await writer.settle();
  } finally {
    await writer.close();
  }
  await tidyCache(folders.pagesDir, new Set([...pages.values()].map(({ key }) => key)));
  return [...pages.values()];
}

/** The pages of a site; how many is known before what they are made from. */
export interface PagePlan {
  readonly count: number;
  readonly pages: Iterable<PlannedPage>;
  /**
   * Whether templates print something else than views: those of the site's own, or what a data
   * file of the site's own hands them, such as counts of words. A kept site does not know of it.
   */
  readonly hasOwnData: boolean;
}

/** Plans all pages of a site, each when it is asked for. */
export async function planPages(site: PreparedSite): Promise<PagePlan> {
  const pages = sitePages(site);
  const values = [...(await sharedData(site)).values()];
  const keyOf = createPageKeys(cacheKey(templateVersion(), JSON.stringify(values)));
  const articles = articlesByPage(site);
  const { ownPages } = site;
  const { site: siteView, ui } = site.views;
  return {
    count: pages.length + ownPages.size,
    hasOwnData: ownPages.size > 0 || values.some((value) => value !== siteView && value !== ui),
    pages: (function* () {
      for (const [path, text] of ownPages) yield { path, key: shortChecksum(text), text };
      for (const page of pages) {
        const file = articles.get(page.path)?.post.file;
        yield { path: page.path, key: keyOf(page), ...(file !== undefined && { file }) };
      }
    })(),
  };
}

/**
 * Makes what hashes all that a page is made from but its article's body. Views are plain data, or
 * they could not be printed.
 * @param shared hash of what every page depends on: templates, code, and the data that templates
 * read beside their view.
 */
function createPageKeys(shared: string): (page: SitePage) => string {
  const hashOf = createViewHasher();
  return ({ path, view, kind }) => cacheKey(shared, path, kind, hashOf(view));
}

/**
 * Hashes views. A post stands on a dozen lists, as one card that all of them share: it is hashed
 * once.
 */
function createViewHasher(): (view: object) => string {
  const cards = new WeakMap<object, string>();
  const hashOfCard = (card: object): string => {
    const known = cards.get(card);
    if (known !== undefined) return known;
    const hash = shortChecksum(JSON.stringify(card));
    cards.set(card, hash);
    return hash;
  };
  return (view) => {
    const { posts, ...own } = view as { readonly posts?: unknown };
    return Array.isArray(posts)
      ? JSON.stringify([own, (posts as object[]).map(hashOfCard)])
      : JSON.stringify(view);
  };
}
