import { setImmediate as nextTurn } from 'node:timers/promises';
import { shortChecksum } from './cache/segment.ts';
import { tidyCache } from './cache/tidy-cache.ts';
import { importDataFile } from './eleventy/register.ts';
import { renderPages } from './eleventy/run-eleventy.ts';
import { templateVersion } from './eleventy/template-version.ts';
import type { Article } from './ingest/types.ts';
import { packPage } from './publish/page-files.ts';
import type { Page, PageFolders } from './publish/page-files.ts';
import { createPageWriter } from './publish/page-writer.ts';
import { articlesByPage, publishedBody, sitePages } from './site-pages.ts';
import type { SitePage } from './site-pages.ts';
import type { PreparedSite } from './site.ts';

/** Pages that are handed to the writer before anything else has its turn. */
const pagesPerTurn = 256;

/**
 * Writes every page of a site. Those that an earlier build has rendered from the same view with the same templates are taken from the cache; Eleventy
 * renders the others.
 * @param onProgress called with the number of pages written.
 */
export async function writePages(
  site: PreparedSite,
  folders: PageFolders & { readonly pagesDir: string },
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  const pages = sitePages(site);
  const keyOf = await createPageKeys(site);
  const keys = new Map<string, string>();
  const writer = await createPageWriter(folders, pages.length, onProgress);
  try {
    const write = (page: Page) => {
      const key = keys.get(page.path);
      return writer.write(key === undefined ? page : { ...page, key });
    };
    const articles = articlesByPage(site);
    for (const [number, page] of pages.entries()) {
      keys.set(page.path, keyOf(page));
      await write(pageOf(site, page.path, articles));
      // The writer's messages wait for a turn of their own; so does whoever draws the progress.
      if (number % pagesPerTurn === 0) await nextTurn();
    }
    await renderInto(site, new Set(await writer.settle()), write, articles);
    await writer.settle();
  } finally {
    await writer.close();
  }
  await tidyCache(folders.pagesDir, new Set(keys.values()));
}

/**
 * Renders the wanted pages and hands them over as they are ready.
 * @param write resolves when it can take the next one.
 */
export async function renderInto(
  site: PreparedSite,
  wanted: ReadonlySet<string>,
  write: (page: Page) => Promise<void> | void,
  articles: ReadonlyMap<string, Article> = articlesByPage(site),
): Promise<void> {
  if (wanted.size === 0) return;
  await renderPages({
    site,
    wanted,
    onPage: async (path, html) =>
      write({ ...pageOf(site, path, articles), rendered: packPage(html) }),
  });
}

function pageOf(site: PreparedSite, path: string, articles: ReadonlyMap<string, Article>): Page {
  const article = articles.get(path);
  return article ? { path, body: publishedBody(site, article) } : { path };
}

/** A hash of all that a page is made from but its article's body, by the page's path. */
export async function pageKeys(site: PreparedSite): Promise<ReadonlyMap<string, string>> {
  const keyOf = await createPageKeys(site);
  return new Map(sitePages(site).map((page) => [page.path, keyOf(page)]));
}

/** Makes what hashes all that a page is made from but its article's body. Views are plain data, or they could not be printed. */
async function createPageKeys(site: PreparedSite): Promise<(page: SitePage) => string> {
  const shared = await sharedVersion(site);
  const hashOf = createViewHasher();
  return ({ path, view, template }) =>
    shortChecksum(shared, `\n${path}\n${template}\n`, hashOf(view));
}

/**
 * Hashes views. A post stands on a dozen lists, as one card that all of them share: it is hashed once.
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

/** Hash of what every page depends on: templates, code, and the data that templates read beside their view. */
async function sharedVersion(site: PreparedSite): Promise<string> {
  const { version, sharedData } = templateVersion();
  const values: unknown[] = [];
  for (const name of sharedData) values.push((await importDataFile(`_data/${name}.ts`))(site));
  return shortChecksum(version, JSON.stringify(values));
}
