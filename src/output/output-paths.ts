import type { Corpus } from '../corpus/corpus.ts';
import { articlesWithPages } from '../corpus/corpus.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import type { Views } from '../views/views.ts';

/**
 * Names at the root of a site that no page has and no post may take, whatever editions are on:
 * files, and folders with all that lies in them.
 */
const rootNames: readonly string[] = [
  ...['assets', 'search-index', 'llms', 'llms.txt', 'feed.xml', 'feed.json', 'feeds.opml'],
  ...['manifest.webmanifest', 'sw.js', 'robots.txt', 'sitemap.xml'],
  // Each holds 50,000 addresses.
  ...Array.from({ length: 99 }, (_, index) => `sitemap-${index + 1}.xml`),
  ...['_headers', '_redirects', '.nojekyll', '.inkstone'],
  // The dev server answers there.
  '~inkstone',
];

/** Files that owners and hosts put at the root of a site: no post may take their names. */
export const pathsOfOwners: readonly string[] = ['CNAME', 'favicon.ico'];

/**
 * Every file that Inkstone writes or may write beside redirects, relative to the output folder;
 * folders of files that are named by their content stand for what is in them.
 * @param pages where its pages are written.
 */
export function* writtenPaths(
  pages: readonly string[],
  corpus: Corpus,
  editions: Pick<EditionPlan, 'termFeeds'>,
  { links, ...views }: Pick<Views, 'links' | 'pages'>,
): Generator<string> {
  yield* pages;
  yield* rootNames;
  for (const { lists } of views.pages.values()) {
    for (const { path } of lists) yield path;
  }
  for (const { type, term } of editions.termFeeds) yield links.termFeed(type, term.slug).path;
  for (const { post } of articlesWithPages(corpus)) yield links.markdown(post.slug).path;
}
