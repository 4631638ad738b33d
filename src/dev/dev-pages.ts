import { shortChecksum } from '../cache/segment.ts';
import { encodeUtf8 } from '../content/utf8.ts';
import type { Article } from '../ingest/types.ts';
import { publishedBody } from '../publish/article-files.ts';
import { PageFiles } from '../publish/page-files.ts';
import type { PageFolders } from '../publish/page-files.ts';
import { articlesByPage } from '../site-pages.ts';
import { publicationOf } from '../site.ts';
import type { PreparedSite } from '../site.ts';
import type { Steps } from '../steps.ts';
import { renderPages } from '../eleventy/run-eleventy.ts';
import type { PagePlan } from '../write-pages.ts';

/**
 * Renders and writes some pages of a site, in this thread: another would start for a handful.
 * @param articles by page, as they are now.
 */
export async function writeWantedPages(
  site: PreparedSite,
  wanted: ReadonlySet<string>,
  folders: PageFolders,
  articles: ReadonlyMap<string, Article> = articlesByPage(site),
): Promise<void> {
  if (wanted.size === 0) return;
  const publication = publicationOf(site);
  const files = new PageFiles(folders);
  try {
    const onPage = (page: string, html: string): Promise<void> => {
      const article = articles.get(page);
      const body = article && publishedBody(publication, article);
      files.write({ path: page, ...(body && { body }) }, encodeUtf8(html));
      return Promise.resolve();
    };
    await renderPages({ site, wanted, onPage });
  } finally {
    files.close();
  }
}

/** Pages of a step. */
const pagesPerStep = 500;

/** What every page is made from, its article's body and the addresses in it included. */
export function* pageStates(
  site: PreparedSite,
  { pages }: PagePlan,
): Steps<ReadonlyMap<string, string>> {
  const articles = articlesByPage(site);
  const publication = publicationOf(site);
  const states = new Map<string, string>();
  for (const { path: page, key } of pages) {
    const article = articles.get(page);
    const body = article && publishedBody(publication, article);
    states.set(page, body ? shortChecksum(key, JSON.stringify(body)) : key);
    if (states.size % pagesPerStep === 0) yield;
  }
  return states;
}
