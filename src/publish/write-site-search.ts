import path from 'node:path';
import type { SiteConfig } from '../config/site-config.ts';
import { termTypes } from '../content/post.ts';
import type { TermType } from '../content/post.ts';
import { listedNewestFirst } from '../corpus/article-order.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { Article } from '../ingest/types.ts';
import { startInversion } from '../search/index/inversion.ts';
import type { Inversion } from '../search/index/inversion.ts';
import { writeSearchIndex } from '../search/index/write-index.ts';
import type { SearchDocument, SearchIndexStats } from '../search/index/write-index.ts';
import type { PreparedSite } from '../site.ts';
import { createLinks } from '../views/links.ts';
import type { Links } from '../views/links.ts';
import { searchSynonyms } from './search-synonyms.ts';

/** Types that results can be narrowed by, beside area and speaker. */
const facetTypes = ['person', 'organisation', 'product', 'media'] as const;

/**
 * Begins the search index of a site: all that needs to know only which articles there are.
 * @param articles all of the site.
 * @param storeDir where the ingest workers kept the parts.
 */
export function startSiteSearch(
  { url, pathPrefix }: SiteConfig,
  outputDir: string,
  articles: readonly Article[],
  storeDir: string,
): Inversion {
  return startInversion({
    outputDir: indexFolder(outputDir, createLinks(url, pathPrefix)),
    partsDir: storeDir,
    parts: listedNewestFirst(articles).flatMap(({ search }) => search ?? []),
  });
}

/**
 * Writes the search index of a site: every listed article, newest first, under the names its terms have on their pages.
 * @param inversion what `startSiteSearch` began for the same articles.
 */
export function writeSiteSearch(
  outputDir: string,
  { corpus, views, searchVariants }: PreparedSite,
  inversion: Inversion,
): Promise<SearchIndexStats> {
  return writeSearchIndex({
    outputDir: indexFolder(outputDir, views.links),
    inversion,
    documents: searchDocuments(corpus, views.links),
    facetTypes,
    otherNames: (type, name) => {
      const own = type as TermType;
      return corpus.aliases.aliasesOf(own, corpus.aliases.keyOf(own, name));
    },
    synonyms: searchSynonyms(corpus),
    variants: searchVariants,
  });
}

function indexFolder(outputDir: string, links: Links): string {
  return path.join(outputDir, links.searchIndex().path);
}

function searchDocuments(corpus: Corpus, links: Links): readonly SearchDocument[] {
  return corpus.articles.flatMap(({ post, search }) => {
    if (!search) return [];
    const { title, date, lang } = post;
    return [
      {
        title,
        href: links.post(post.slug).href,
        ...(date !== undefined && { date }),
        lang,
        terms: shownTerms(post, corpus),
        part: search,
      },
    ];
  });
}

/** The terms of a post in the spelling of their pages. */
function shownTerms({ terms }: Article['post'], corpus: Corpus): SearchDocument['terms'] {
  const shown = (type: TermType) =>
    new Set(terms[type].map((name) => corpus.terms[type].find(name)?.name ?? name));
  return Object.fromEntries(termTypes.map((type) => [type, [...shown(type)]]));
}
