import { setImmediate as nextTurn } from 'node:timers/promises';
import { cacheKey, shortChecksum } from '../store/segment.ts';
import { tidyCache } from '../store/tidy-cache.ts';
import { renderPages } from '../eleventy/run-eleventy.ts';
import { sharedData } from '../eleventy/data-files.ts';
import { templateVersion } from '../eleventy/template-version.ts';
import type { PublishedBody } from '../output/finish-body.ts';
import type { Page, PageFolders } from '../output/page-files.ts';
import { createPageWriter } from '../output/page-writer.ts';
import type { Site } from '../views/site.ts';
import { articlesByPage, sitePages } from '../views/site-pages.ts';
import type { SitePage } from '../views/site-pages.ts';

/** Pages that are handed to the writer before other work gets a turn, such as the search index. */
const pagesPerTurn = 256;

/** A page to write, and what it depends on. Plain data. */
export interface PlannedPage {
  /** Relative to the output folder. */
  readonly path: string;
  /** Hash of everything that the page depends on but its article's body; key in the page cache. */
  readonly key: string;
  /** File of the post whose body is on the page. */
  readonly file?: string;
  /** The whole page, for one of the site's own templates. */
  readonly text?: string;
}

/**
 * Writes every page of a site. Pages whose view and templates are those of an earlier build come
 * from the cache; Eleventy renders the others.
 * @param pages may be a generator, which plans each page when it is written.
 * @param bodyOf the body of a post, by its file.
 * @param siteOf makes the site; called only if a page is not in the cache.
 * @param onProgress called with the number of pages written.
 * @returns the pages.
 * @throws {Error} as `renderPages` does.
 */
export async function writePages(
  { count, pages: planned }: PagePlan,
  bodyOf: (file: string) => PublishedBody | undefined,
  siteOf: () => Promise<Site> | Site,
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
      // Let messages of the writer arrive and progress be drawn.
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

/** The pages of a site. Their number is known before the pages are planned. */
export interface PagePlan {
  readonly count: number;
  readonly pages: Iterable<PlannedPage>;
  /**
   * Whether templates print more than views: those in `pages/`, or data files of the site's own,
   * e.g. with counts of words. A kept site does not hold such data.
   */
  readonly hasOwnData: boolean;
}

/** Plans all pages of a site; each is planned when it is asked for. */
export async function planPages(site: Site): Promise<PagePlan> {
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
 * Returns a function that makes the key of a page from its path and view, which is plain data.
 * @param shared hash of what every page depends on: templates, code, and data that templates read
 * beside their view.
 */
function createPageKeys(shared: string): (page: SitePage) => string {
  const textOf = createViewTexts();
  return ({ path, view, kind }) => cacheKey(shared, path, kind, textOf(view));
}

/**
 * Returns a function that writes views as text, equal only for equal views. In the place of a card
 * stands its hash, which is made once though the card is on a dozen lists.
 */
function createViewTexts(): (view: object) => string {
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
