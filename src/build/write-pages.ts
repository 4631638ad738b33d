import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { memoize } from '../shared/memoize.ts';
import { hashOfTree } from '../store/hash-of-tree.ts';
import { cacheKey, shortChecksum } from '../store/segment.ts';
import { tidyCache } from '../store/tidy-cache.ts';
import { renderPages } from '../eleventy/run-eleventy.ts';
import { sharedData } from '../eleventy/data-files.ts';
import { templateVersion } from '../eleventy/template-version.ts';
import { bodiesByFile } from '../output/article-files.ts';
import type { PublishedBody } from '../output/finish-body.ts';
import { PageBodies, type Page, type PageFolders } from '../output/page-files.ts';
import { createPageWriter, type PageWriter } from '../output/page-writer.ts';
import type { EleventyAdditions } from '../views/site.ts';
import { articlesByPage, sitePages, type SitePage } from '../views/site-pages.ts';
import { publicationOf, type GatheredSite } from './gather-site.ts';

/** Pages that are handed to the writer before other work gets a turn, such as the search index. */
const pagesPerTurn = 256;

/** A page to write, and what it depends on. Plain data. */
export interface PlannedPage {
  /** Relative to the output folder. */
  readonly path: string;
  /** Hash of everything that the page depends on but its article's body; key in the page cache. */
  readonly key: string;
  /** See `SitePage`; absent for one of the site's own templates. */
  readonly kind?: string;
  /** File of the post whose body is on the page. */
  readonly file?: string;
  /** The whole page, for one of the site's own templates. */
  readonly text?: string;
}

/** Pages of the last build, written while the site is gathered: nearly all are the same again. */
export interface EarlyPages {
  readonly writer: PageWriter;
  /** What has been written, by path. */
  readonly written: ReadonlyMap<string, Page>;
}

/**
 * Writes every page of a site. Pages whose view and templates are those of an earlier build come
 * from the cache; Eleventy renders the others.
 * @param pages may be a generator, which plans each page when it is written.
 * @param bodyOf the body of a post, by its file.
 * @param siteOf makes the site; called only if a page is not in the cache.
 * @param early the pages that were written before; they are written again where they differ, and
 * removed where the site has no such page.
 * @param onProgress called with the number of pages written.
 * @returns the pages.
 * @throws {Error} as `renderPages` does.
 */
export async function writePages(
  { paths, pages: planned, isFinished }: PagePlan,
  bodyOf: (file: string) => PublishedBody | undefined,
  siteOf: () => Promise<GatheredSite> | GatheredSite,
  folders: PageFolders & { readonly pagesDir: string },
  {
    early,
    onProgress,
  }: {
    readonly early?: EarlyPages | undefined;
    readonly onProgress?: (done: number) => void;
  } = {},
): Promise<readonly PlannedPage[]> {
  const pages = new Map<string, PlannedPage>();
  const writer = early?.writer ?? (await createPageWriter(folders, paths.size));
  const written = early?.written ?? new Map<string, Page>();
  const bodies = isFinished ? new PageBodies(folders) : undefined;
  const bodyOfPage = ({ file }: Pick<PlannedPage, 'file'> = {}) =>
    file === undefined ? undefined : bodyOf(file);
  const pageOf = (page: PlannedPage): Page => {
    const body = bodies ? undefined : bodyOfPage(page);
    return { path: page.path, key: page.key, ...(body && { body }) };
  };
  const finish =
    bodies &&
    ((path: string, html: string) => bodies.finish(path, html, bodyOfPage(pages.get(path))));
  let same = 0;
  if (onProgress) writer.watch((done) => onProgress(same + Math.max(0, done - written.size)));
  try {
    writer.remove([...written.keys()].filter((path) => !paths.has(path)));
    for (const page of planned) {
      const wanted = pageOf(page);
      if (isDeepStrictEqual(written.get(page.path), wanted)) same++;
      else await writer.write(wanted, page.text);
      pages.set(page.path, page);
      // Let messages of the writer arrive and progress be drawn.
      if (pages.size % pagesPerTurn === 1) await nextTurn();
    }
    const missing = new Set((await writer.settle()).filter((path) => pages.has(path)));
    if (missing.size > 0) {
      let rendered = 0;
      const write = async (path: string, html: string) => {
        const page = pages.get(path);
        if (page) await writer.write(pageOf(page), html);
        if (++rendered % pagesPerTurn === 0) await nextTurn();
      };
      await renderPages(await siteOf(), missing, write, finish);
    }
    await writer.settle();
  } finally {
    bodies?.close();
    await writer.close();
  }
  await tidyCache(folders.pagesDir, new Set([...pages.values()].map(({ key }) => key)));
  return [...pages.values()];
}

/** The pages of a site. Their paths are known before the pages are planned. */
export interface PagePlan {
  readonly paths: ReadonlySet<string>;
  readonly pages: Iterable<PlannedPage>;
  /**
   * Whether pages print more than views and own pages: data files of the site's own, e.g. with
   * counts of words. A kept site does not hold such data.
   */
  readonly hasOwnData: boolean;
  /** Whether pages are rendered, and kept, with their articles: transforms of the site's own. */
  readonly isFinished: boolean;
}

/**
 * Plans all pages of a site; each is planned when it is asked for.
 * @param templates see `templateVersion`.
 */
export async function planPages(
  site: GatheredSite,
  templates = templateVersion(),
): Promise<PagePlan> {
  const { ownPages, additions } = site;
  const isFinished = additions.hasTransforms;
  const pages = sitePages(site).filter((page) => !ownPages.has(page.path));
  const values = [...(await sharedData(site)).values()];
  const shared = cacheKey(templates, JSON.stringify(values), hashOfAdditions(additions));
  const keyOf = createPageKeys(shared);
  const articles = articlesByPage(site);
  const stateOf = isFinished ? bodyStates(site) : undefined;
  const { site: siteView, ui } = site.views;
  return {
    paths: new Set([...ownPages.keys(), ...pages.map(({ path }) => path)]),
    hasOwnData: isFinished || values.some((value) => value !== siteView && value !== ui),
    isFinished,
    pages: (function* () {
      for (const [path, text] of ownPages) yield { path, key: shortChecksum(text), text };
      for (const page of pages) {
        const file = articles.get(page.path)?.post.file;
        const key = keyOf(page, file === undefined ? undefined : stateOf?.(file));
        const { path, kind } = page;
        yield { path, key, kind, ...(file !== undefined && { file }) };
      }
    })(),
  };
}

/**
 * Returns a function that makes the key of a page from its path and view, which is plain data. In
 * the place of a card in a list or a section stands its hash, which is made once though the card is
 * on a dozen lists. A finished page depends on its body, too.
 * @param shared hash of what every page depends on: templates, code, and data that templates read
 * beside their view.
 */
function createPageKeys(shared: string): (page: SitePage, body?: string) => string {
  const hashOfCard = memoize((card: object) => shortChecksum(JSON.stringify(card)));
  const hashCards = <List extends object>(list: List) => {
    const { posts } = list as { readonly posts?: unknown };
    return Array.isArray(posts) ? { ...list, posts: (posts as object[]).map(hashOfCard) } : list;
  };
  const textOf = (view: object) => {
    const { sections } = view as { readonly sections?: unknown };
    const own = Array.isArray(sections)
      ? { ...view, sections: (sections as object[]).map(hashCards) }
      : view;
    return JSON.stringify(hashCards(own));
  };
  return ({ path, view, kind }, body = '') => cacheKey(shared, path, kind, textOf(view), body);
}

/** Returns what each article's body depends on, by the post's file. */
function bodyStates(site: GatheredSite): (file: string) => string {
  const { articles } = site;
  const checksums = new Map(articles.map(({ post, checksum }) => [post.file, checksum]));
  const bodyOf = bodiesByFile(publicationOf(site), articles);
  return (file) => {
    const { addresses, length } = bodyOf(file) ?? {};
    return JSON.stringify([checksums.get(file), addresses, length]);
  };
}

/** Hash of what, by the site's configuration of Eleventy, all pages depend on. */
export function hashOfAdditions({ watched, hasTransforms }: EleventyAdditions): string {
  return cacheKey(String(hasTransforms), ...watched.map(hashOfTree));
}
