import type { Problem } from '../content/problem.ts';
import { articlesWithPages } from '../corpus/corpus.ts';
import type { ArticleEditions } from '../output/article-files.ts';
import type { TextFile } from '../output/feeds.ts';
import { searchFacts } from '../output/write-site-search.ts';
import type { SearchFacts } from '../output/write-site-search.ts';
import { siteFiles } from '../output/site-files.ts';
import type { PreparedSite } from '../views/prepared-site.ts';
import { bodyLinkAddresses } from '../views/body-links.ts';

/**
 * What is written of a site beside its pages and its articles' own texts: data which may be kept.
 * With it, and with all pages in their cache, a site can be written without being made.
 */
export interface SiteFacts {
  /** All that holds no article's text. */
  readonly files: readonly TextFile[];
  /**
   * Addresses of the links in an article's body, by the article's file, where it has any; see
   * `bodyLinkAddresses`.
   */
  readonly addresses: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** Absent where the site has no search. */
  readonly search?: () => SearchFacts;
  readonly editions: ArticleEditions;
  /** What is wrong between posts. */
  readonly problems: readonly Problem[];
}

export async function siteFacts(site: PreparedSite): Promise<SiteFacts> {
  const { config, corpus, editions, views } = site;
  const linking = articlesWithPages(corpus).filter(({ links }) => links.length > 0);
  const { markdown, socialImageFont } = editions;
  const search = config.search.enabled ? searchFacts(corpus) : undefined;
  return {
    files: await siteFiles(site),
    addresses: new Map(
      linking.map((article) => [
        article.post.file,
        bodyLinkAddresses(corpus, views.links, article),
      ]),
    ),
    ...(search && { search: () => search }),
    editions: { markdown, ...(socialImageFont !== undefined && { socialImageFont }) },
    problems: site.relationProblems,
  };
}
