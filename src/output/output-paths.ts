import { terms, termTypes } from '../content/terms.ts';
import { articlesWithPages, type Corpus } from '../corpus/corpus.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import { rootNameOf } from '../shared/path-claims.ts';
import type { Views } from '../views/views.ts';

/**
 * Files and folders at the root of a site that are reserved for Inkstone, whatever editions are on.
 * No post may take these names.
 */
const rootNames: readonly string[] = [
  ...['assets', 'search-index', 'llms', 'llms.txt', 'feed.xml', 'feed.json', 'feeds.opml'],
  ...['manifest.webmanifest', 'sw.js', 'robots.txt', 'sitemap.xml'],
  // Each holds 2,500 addresses, see `sitemapLimits`.
  ...Array.from({ length: 999 }, (_, index) => `sitemap-${index + 1}.xml`),
  ...['_headers', '_redirects', '.nojekyll', '.inkstone'],
  // The dev server answers there.
  '~inkstone',
];

/** The first folders of pages that Inkstone makes, whatever the site has of them. */
const pageFolders: readonly string[] = [
  ...termTypes.map((type) => terms[type].path),
  ...['page', 'index', 'archive', 'glossary', 'atlas', 'insights', 'search', 'about'],
  ...['offline', '404.html', 'drafts', 'problems'],
];

/** Files that owners and hosts add at the root of a site: no post may take their names. */
export const pathsOfOwners: readonly string[] = ['CNAME', 'favicon.ico'];

const reserved: ReadonlySet<string> = new Set(
  [...rootNames, ...pageFolders, ...pathsOfOwners].map(rootNameOf),
);

/** Whether an address of the site, `/tags/x/`, belongs to its own pages: no post may have it. */
export function isReserved(address: string): boolean {
  return reserved.has(rootNameOf(address.slice(1)));
}

/**
 * Every file that Inkstone writes or may write, apart from redirects; relative to the output
 * folder. A folder whose files are named by a hash stands for all of them.
 * @param pages paths of the site's pages.
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
  for (const { post } of articlesWithPages(corpus)) yield links.markdown(post.address).path;
}
