import type { Problem } from '../content/problem.ts';
import { articlesWithPages } from '../corpus/corpus.ts';
import type { ArticleEditions } from '../output/article-files.ts';
import type { TextFile } from '../output/feeds.ts';
import { searchFacts } from '../output/write-site-search.ts';
import type { SearchFacts } from '../output/write-site-search.ts';
import { siteFiles } from '../output/site-files.ts';
import type { Site } from '../views/site.ts';
import { bodyLinkAddresses } from '../views/body-links.ts';

/**
 * What a build writes beside pages and articles' texts. It is plain data, so that a kept site holds
 * it: if all pages are cached too, the site is written without making its views again.
 */
export interface SiteFacts {
  /** Files that hold no article's text. */
  readonly files: readonly TextFile[];
  /**
   * Addresses of the links in an article's body, by the article's file; only articles with links
   * have an entry. See `bodyLinkAddresses`.
   */
  readonly addresses: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** Makes the facts for search; absent if the site has no search. */
  readonly searchFacts?: () => SearchFacts;
  readonly editions: ArticleEditions;
  /** Problems that concern several posts. */
  readonly problems: readonly Problem[];
}

/** Gathers what a build writes beside pages and articles' texts. */
export async function siteFacts(site: Site): Promise<SiteFacts> {
  const { config, corpus, editions, views } = site;
  const linking = articlesWithPages(corpus).filter(({ links }) => links.length > 0);
  const { markdown, socialImageFont } = editions;
  const ofSearch = config.search.enabled ? searchFacts(corpus) : undefined;
  return {
    files: await siteFiles(site),
    addresses: new Map(
      linking.map((article) => [
        article.post.file,
        bodyLinkAddresses(corpus, views.links, article),
      ]),
    ),
    ...(ofSearch && { searchFacts: () => ofSearch }),
    editions: { markdown, ...(socialImageFont !== undefined && { socialImageFont }) },
    problems: site.relationProblems,
  };
}
