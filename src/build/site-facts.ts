import type { ArticleEditions } from '../output/article-files.ts';
import type { TextFile } from '../output/feeds.ts';
import { searchFacts, type SearchFacts } from '../output/write-site-search.ts';
import { siteFiles } from '../output/site-files.ts';
import type { SiteView } from '../views/site-view.ts';
import type { Site } from '../views/site.ts';
import { linkFacts, type LinkFacts } from './link-facts.ts';

/**
 * What a build writes beside pages and articles' texts. It is plain data, so that a kept site holds
 * it: if all pages are cached too, the site is written without making its views again.
 */
export interface SiteFacts extends LinkFacts {
  /** Files that hold no article's text. */
  readonly files: readonly TextFile[];
  /** Makes the facts for search; absent if the site has no search. */
  readonly searchFacts?: () => SearchFacts;
  readonly editions: ArticleEditions;
  /** Files to copy: absolute paths, by their path in the output folder. */
  readonly copies: ReadonlyMap<string, string>;
  /** Absent if the site has no pages of its own. */
  readonly own?: OwnFacts;
}

/** What a kept site knows of the site's own pages, which every build renders. */
export interface OwnFacts {
  /** Paths of the pages and of copied files, sorted, with what else the sitemap depends on. */
  readonly files: readonly string[];
  /** See `hashOfAdditions` in `write-pages.ts`. */
  readonly additions: string;
  /** What every page knows of the site. */
  readonly site: SiteView;
  /** Whether the pages print more of the site than is kept. */
  readonly needAll: boolean;
}

/** Gathers what a build writes beside pages and articles' texts. */
export async function siteFacts(site: Site): Promise<SiteFacts> {
  const { config, corpus, editions, copies } = site;
  const { markdown, socialImageFont } = editions;
  const ofSearch = config.search.enabled ? searchFacts(corpus) : undefined;
  return {
    ...linkFacts(site),
    files: await siteFiles(site),
    ...(ofSearch && { searchFacts: () => ofSearch }),
    editions: { markdown, ...(socialImageFont !== undefined && { socialImageFont }) },
    copies,
  };
}
