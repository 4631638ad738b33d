import { rmdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { shortChecksum } from '../store/segment.ts';
import { encodeUtf8 } from '../content/utf8.ts';
import type { Article } from '../ingest/types.ts';
import { bodiesByFile } from '../output/article-files.ts';
import { PageBodies, PageFiles, type PageFolders } from '../output/page-files.ts';
import { sitePages } from '../views/site-pages.ts';
import { publicationOf, type GatheredSite } from '../build/gather-site.ts';
import type { Steps } from '../shared/cooperative.ts';
import { renderPages } from '../eleventy/run-eleventy.ts';
import type { PagePlan } from '../build/write-pages.ts';

/** A page of the served site. */
export interface DevPage {
  /** Hash of everything that the page depends on, its article's body and links included. */
  readonly state: string;
  readonly href: string;
  /** File of the post, on a post's page. */
  readonly file?: string;
}

/**
 * State of a page that was written before the whole site was made, or only in part: the next making
 * of the site writes it again.
 */
export const provisional = 'provisional';

/** The dev server's pages on disk, by their path. */
export class DevPages {
  readonly #folders: PageFolders;
  #pages = new Map<string, DevPage>();

  constructor(folders: PageFolders) {
    this.#folders = folders;
  }

  /** Sets the pages of a site that was written as a whole. */
  set(pages: ReadonlyMap<string, DevPage>): void {
    this.#pages = new Map(pages);
  }

  get(page: string): DevPage | undefined {
    return this.#pages.get(page);
  }

  /**
   * Renders and writes pages of a site in this thread, as few pages are not worth a thread.
   * @param articles as they are now; without it, those of the site.
   */
  async write(
    site: GatheredSite,
    pages: ReadonlyMap<string, DevPage>,
    articles: readonly Article[] = site.articles,
  ): Promise<void> {
    if (pages.size === 0) return;
    for (const [page, shown] of pages) this.#pages.set(page, { ...shown, state: provisional });
    const bodyOfFile = bodiesByFile(publicationOf(site), articles);
    const bodyOf = (page: string) => {
      const { file } = pages.get(page) ?? {};
      return file === undefined ? undefined : bodyOfFile(file);
    };
    const files = new PageFiles(this.#folders);
    const bodies = site.additions.hasTransforms ? new PageBodies(this.#folders) : undefined;
    try {
      for (const page of pages.keys()) {
        const text = site.ownPages.get(page);
        if (text !== undefined) files.write({ path: page }, encodeUtf8(text));
      }
      const rest = new Set([...pages.keys()].filter((page) => !site.ownPages.has(page)));
      const write = (page: string, html: string) => {
        const body = bodies ? undefined : bodyOf(page);
        files.write({ path: page, ...(body && { body }) }, encodeUtf8(html));
        return Promise.resolve();
      };
      const finish =
        bodies && ((page: string, html: string) => bodies.finish(page, html, bodyOf(page)));
      await renderPages(site, rest, write, finish);
    } finally {
      bodies?.close();
      files.close();
    }
    for (const [page, shown] of pages) this.#pages.set(page, shown);
  }

  /** Removes pages. @returns their addresses. */
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
 * Removes the folders that a removed page leaves empty, so that a page can take the name of one.
 * Synchronous, so that nothing is written into them meanwhile.
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

/** Pages hashed before other work gets a turn. */
const pagesPerStep = 500;

/** Lists every page of a site, by its path. */
export function* pageStates(
  site: GatheredSite,
  { pages }: Pick<PagePlan, 'pages'>,
): Steps<ReadonlyMap<string, DevPage>> {
  const hrefs = new Map(sitePages(site).map(({ path: page, view }) => [page, view.href]));
  const { links } = site.views;
  for (const page of site.ownPages.keys()) {
    hrefs.set(page, links.ofPath(page).href);
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
