import path from 'node:path';
import type { SiteConfig } from '../config/site-config.ts';
import { termTypes, typesWhere, type TermType } from '../content/terms.ts';
import type { Post } from '../content/post.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { otherNamesOf } from '../corpus/term-index.ts';
import type { Article } from '../ingest/types.ts';
import { startInversion } from '../search/index/inversion.ts';
import type { Inversion, InversionOptions, PartOptions } from '../search/index/inversion.ts';
import { keepParts } from '../search/index/keep-parts.ts';
import type { SynonymGroup } from '../search/index/synonym-file.ts';
import type { DocumentTerms } from '../search/columns.ts';
import type { OtherNames } from '../search/index/term-shards.ts';
import type { SearchIndexStats } from '../search/index/write-index.ts';
import type { VariantTable } from '../search/fold.ts';
import { loadVariants } from '../search/index/load-variants.ts';
import { buildCache } from '../store/cache-folders.ts';
import { searchHead } from './search-head.ts';
import { createLinks, type Links } from '../views/links.ts';
import { searchSynonyms } from './search-synonyms.ts';

/** Types of terms that readers can filter results by, beside area and speaker. */
const facetTypes = typesWhere('isFacet');

/** Absolute paths of the output folder, of the build cache, and of a folder for temporary files. */
export interface SearchFolders {
  readonly outputDir: string;
  readonly cacheDir: string;
  readonly workDir: string;
}

/** Table of Chinese variants that search treats as equal; empty if the site has no search. */
export function searchVariants({ search }: SiteConfig): Promise<VariantTable> {
  return loadVariants(search.enabled ? search.variants : 'none');
}

/**
 * Starts to index the texts of articles in worker threads. Terms and addresses are not needed yet.
 * @param articles listed, newest first.
 */
export async function startSiteSearch(
  config: SiteConfig,
  { outputDir, cacheDir, workDir }: SearchFolders,
  articles: readonly Article[],
  options: Pick<InversionOptions, 'isCallerIdle' | 'runsDir'> = {},
): Promise<Inversion> {
  return startInversion({
    outputDir: indexFolder(outputDir, createLinks(config.url, config.pathPrefix)),
    ...(await partOptions(config, { cacheDir, workDir }, articles)),
    ...options,
  });
}

/**
 * Keeps what each article adds to the search index for a later build, and makes no index.
 * @param articles listed, in any order.
 */
export async function keepSearchParts(
  config: SiteConfig,
  folders: Omit<SearchFolders, 'outputDir'>,
  articles: readonly Article[],
): Promise<void> {
  await keepParts(await partOptions(config, folders, articles));
}

async function partOptions(
  config: SiteConfig,
  { cacheDir, workDir }: Omit<SearchFolders, 'outputDir'>,
  articles: readonly Article[],
): Promise<PartOptions> {
  return {
    bodiesDir: buildCache(cacheDir).posts,
    partsDir: buildCache(cacheDir).searchParts,
    workDir,
    documents: articles.toReversed().map(({ post, body, checksum }) => ({
      ...searchHead(post),
      body,
      checksum,
      ...(post.date !== undefined && { day: post.date }),
    })),
    variants: await searchVariants(config),
  };
}

/** Facts that the search index holds beside the words of articles. Plain data. */
export interface SearchFacts {
  /** Terms by the file of their article, spelled as on the terms' pages. */
  readonly terms: ReadonlyMap<string, DocumentTerms>;
  /** Aliases by the name of their term. */
  readonly otherNames: OtherNames;
  readonly synonyms: readonly SynonymGroup[];
}

/** Gathers the facts that the search index holds beside the words of articles. */
export function searchFacts(corpus: Corpus): SearchFacts {
  return {
    terms: new Map(corpus.articles.map(({ post }) => [post.file, shownTerms(post, corpus)])),
    otherNames: new Map(termTypes.map((type) => [type, namesBesideShown(type, corpus)])),
    synonyms: [...searchSynonyms(corpus)],
  };
}

/** The terms of a post, spelled as on the terms' pages. */
function shownTerms({ terms }: Post, corpus: Corpus): DocumentTerms {
  const shown = (type: TermType) =>
    new Set(terms[type].map((name) => corpus.terms[type].find(name)?.name ?? name));
  return Object.fromEntries(termTypes.map((type) => [type, [...shown(type)]]));
}

function namesBesideShown(
  type: TermType,
  { terms, aliases }: Corpus,
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const term of terms[type].terms) {
    const others = otherNamesOf(term, aliases);
    if (others.length > 0) names.set(term.name, others);
  }
  return names;
}

/**
 * Writes the search index of a site. Terms are spelled as on their pages.
 * @param articles listed, newest first.
 * @param facts makes the facts of these articles; called only if the cache has no files for
 * `factsKey`.
 * @param inversion the result of `startSiteSearch` for the same articles.
 * @param factsKey equal only for equal facts; with it, the files made from facts are kept in the
 * cache.
 */
export async function writeSiteSearch(
  config: SiteConfig,
  articles: readonly Article[],
  facts: () => SearchFacts,
  inversion: Inversion,
  factsKey?: string,
): Promise<SearchIndexStats> {
  const links = createLinks(config.url, config.pathPrefix);
  const variants = await searchVariants(config);
  const oldestFirst = articles.toReversed();
  return inversion.complete({
    documents: oldestFirst.map(({ post: { title, address, date, lang } }) => ({
      ...{ title, lang, href: links.post(address).href },
      ...(date !== undefined && { date }),
    })),
    facts: () => {
      const { terms, otherNames, synonyms } = facts();
      return {
        documents: oldestFirst.map(({ post: { file, date } }) => ({
          ...(date !== undefined && { date }),
          terms: terms.get(file) ?? {},
        })),
        ...{ facetTypes, otherNames, synonyms, variants },
      };
    },
    ...(factsKey !== undefined && { factsKey }),
  });
}

function indexFolder(outputDir: string, links: Links): string {
  return path.join(outputDir, links.searchIndex().path);
}
