import { rmdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { shortChecksum } from '../store/segment.ts';
import { encodeUtf8 } from '../content/utf8.ts';
import type { Article } from '../ingest/types.ts';
import { bodiesByFile } from '../output/article-files.ts';
import { PageFiles } from '../output/page-files.ts';
import type { PageFolders } from '../output/page-files.ts';
import { sitePages } from '../views/site-pages.ts';
import { publicationOf } from '../build/gather-site.ts';
import type { GatheredSite } from '../build/gather-site.ts';
import type { Steps } from '../shared/cooperative.ts';
import { renderPages } from '../eleventy/run-eleventy.ts';
import type { PagePlan } from '../build/write-pages.ts';

/** A page of the served site. */
export interface DevPage {
  /** Hash of all that it is made from, its article's body and the addresses in it included. */
  readonly state: string;
  readonly href: string;
  /** File of the post whose page it is. */
  readonly file?: string;
}

/**
 * State of a page that no whole site has made, or that may not be whole: the next site writes it
 * again.
 */
export const passing = 'passing';

/** The pages that the dev server has on disk, by their path. */
export class DevPages {
  readonly #folders: PageFolders;
  #pages = new Map<string, DevPage>();

  constructor(folders: PageFolders) {
    this.#folders = folders;
  }

  /** Takes over the pages of a site that was written as a whole. */
  takeOver(pages: ReadonlyMap<string, DevPage>): void {
    this.#pages = new Map(pages);
  }

  get(page: string): DevPage | undefined {
    return this.#pages.get(page);
  }

  /**
   * Renders and writes pages of a site.
   * @param articles those of these pages, as they are now.
   */
  async write(
    site: GatheredSite,
    pages: ReadonlyMap<string, DevPage>,
    articles: readonly Article[] = site.articles,
  ): Promise<void> {
    for (const [page, shown] of pages) this.#pages.set(page, { ...shown, state: passing });
    await writeWantedPages(site, pages, articles, this.#folders);
    for (const [page, shown] of pages) this.#pages.set(page, shown);
  }

  /** Takes pages away. @returns their addresses. */
  async remove(isGone: (page: string, shown: DevPage) => boolean): Promise<readonly string[]> {
    const hrefs: string[] = [];
    for (const [page, shown] of this.#pages) {
      if (!isGone(page, shown)) continue;
      await rm(path.join(this.#folders.outputDir, page), { force: true });
      removeEmptyFolders(this.#folders.outputDir, page);
      this.#pages.delete(page);
      hrefs.push(shown.href);
    }
    return hrefs;
  }
}

/**
 * Removes the folders of a page that is gone, so that a page can have the name of one of them. At
 * once: nothing may be written into one meanwhile.
 */
function removeEmptyFolders(outputDir: string, page: string): void {
  for (let folder = path.dirname(page); folder !== '.'; folder = path.dirname(folder)) {
    try {
      rmdirSync(path.join(outputDir, folder));
    } catch {
      return;
    }
  }
}

/** Renders and writes some pages of a site, in this thread: another would start for a handful. */
async function writeWantedPages(
  site: GatheredSite,
  wanted: ReadonlyMap<string, DevPage>,
  articles: readonly Article[],
  folders: PageFolders,
): Promise<void> {
  if (wanted.size === 0) return;
  const bodyOf = bodiesByFile(publicationOf(site), articles);
  const files = new PageFiles(folders);
  try {
    for (const page of wanted.keys()) {
      const text = site.ownPages.get(page);
      if (text !== undefined) files.write({ path: page }, encodeUtf8(text));
    }
    const rest = new Set([...wanted.keys()].filter((page) => !site.ownPages.has(page)));
    await renderPages(site, rest, (page, html) => {
      const file = wanted.get(page)?.file;
      const body = file === undefined ? undefined : bodyOf(file);
      files.write({ path: page, ...(body && { body }) }, encodeUtf8(html));
      return Promise.resolve();
    });
  } finally {
    files.close();
  }
}

/** Pages of a step. */
const pagesPerStep = 500;

/** Every page of a site, by its path. */
export function* pageStates(
  site: GatheredSite,
  { pages }: Pick<PagePlan, 'pages'>,
): Steps<ReadonlyMap<string, DevPage>> {
  const hrefs = new Map(sitePages(site).map(({ path: page, view }) => [page, view.href]));
  const { links } = site.views;
  for (const page of site.ownPages.keys()) {
    hrefs.set(page, links.file(encodeURI(page.replace(/(^|\/)index\.html$/, '$1'))).href);
  }
  const bodyOf = bodiesByFile(publicationOf(site), site.articles);
  const states = new Map<string, DevPage>();
  for (const { path: page, key, file } of pages) {
    const body = file === undefined ? undefined : bodyOf(file);
    const state = body ? shortChecksum(key, JSON.stringify(body)) : key;
    states.set(page, { state, href: hrefs.get(page) ?? '', ...(file !== undefined && { file }) });
    if (states.size % pagesPerStep === 0) yield;
  }
  return states;
}
