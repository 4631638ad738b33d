import type { Problem } from '../content/problem.ts';
import { articlesWithPages } from '../corpus/corpus.ts';
import type { PublishedTerm } from '../corpus/published-addresses.ts';
import { writtenPaths } from '../output/output-paths.ts';
import { bodyLinkAddresses } from '../views/body-links.ts';
import { pagePaths } from '../views/site-pages.ts';
import type { Site } from '../views/site.ts';

/** Where links lead on a site, and what is wrong with it: what a check takes of it. Plain data. */
export interface LinkFacts {
  /**
   * Addresses of the links in an article's body, by the article's file; only articles with links
   * have an entry. See `bodyLinkAddresses`.
   */
  readonly addresses: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** Every file that is or may be written; see `writtenPaths`. */
  readonly paths: readonly string[];
  /** Paths of the pages of redirects, whether or not they are written. */
  readonly redirects: readonly string[];
  /** What the next build must know of the addresses of terms. */
  readonly publishedTerms: readonly PublishedTerm[];
  /** See `Corpus`. */
  readonly raisedMinimum?: number;
  /** Problems that concern several posts. */
  readonly problems: readonly Problem[];
}

/** Gathers where links lead on a site. */
export function linkFacts(site: Site): LinkFacts {
  const { corpus, editions, views, ownPages, copies, redirects, relationProblems } = site;
  const linking = articlesWithPages(corpus).filter(({ links }) => links.length > 0);
  return {
    addresses: new Map(
      linking.map((article) => [
        article.post.file,
        bodyLinkAddresses(corpus, views.links, article),
      ]),
    ),
    paths: [
      ...writtenPaths(pagePaths(site), corpus, editions, views),
      ...ownPages.keys(),
      ...copies.keys(),
    ],
    redirects: redirects.flatMap(({ path = [] }) => path),
    publishedTerms: corpus.termAddresses.published,
    ...(corpus.raisedMinimum !== undefined && { raisedMinimum: corpus.raisedMinimum }),
    problems: relationProblems,
  };
}
