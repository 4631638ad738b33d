import { termTypes, typesWhere, type TermType } from '../content/terms.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { inOneGo, type Steps } from '../shared/cooperative.ts';
import type { AliasTable } from './aliases.ts';
import { buildArchive, type ArchiveYear } from './archive.ts';
import { gatherGuests } from './article-features.ts';
import { compareNewestFirst } from './article-order.ts';
import { resolveBacklinks, type BacklinkOptions, type Backlinks } from './backlinks.ts';
import { findCoOccurrences, type CoOccurrences } from './co-occurrence.ts';
import { glossarySteps, type Glossary } from './glossary.ts';
import { indexMentions, type MentionIndex } from './mentions.ts';
import { relatedSteps, type RelatedArticles } from './related.ts';
import type { PublishedTerm } from './published-addresses.ts';
import { termAddresses, type TermAddresses } from './term-addresses.ts';
import { indexTerms, type TermIndex } from './term-index.ts';
import { postsForPage, withPagesFrom } from './term-pages.ts';
import { buildTimeline, type Timeline } from './timeline.ts';

/** All that is published, as plain data. Knows neither HTML nor path prefixes. */
export interface Corpus {
  /** Listed articles, newest first, undated ones last. */
  readonly articles: readonly ShownArticle[];
  /** Articles with a page that no list shows. */
  readonly unlisted: readonly ShownArticle[];
  readonly terms: Readonly<Record<TermType, TermIndex>>;
  /** Posts that a tag or an entity needs for a page, where `maximumPages` asks for more of them. */
  readonly raisedMinimum?: number;
  readonly termAddresses: TermAddresses;
  /** Newest year first. */
  readonly archive: readonly ArchiveYear[];
  /** Names that mean the same, from `_data/aliases.yaml`. */
  readonly aliases: AliasTable;
  readonly glossary: Glossary;
  /** In which articles a term appears, and in which role. */
  readonly mentions: MentionIndex;
  /** Which terms often appear together. */
  readonly coOccurrences: CoOccurrences;
  readonly related: RelatedArticles;
  /** Links between posts. */
  readonly backlinks: Backlinks;
  readonly timeline: Timeline;
}

/** All articles with a page, unlisted ones last. */
export function articlesWithPages({
  articles,
  unlisted,
}: Pick<Corpus, 'articles' | 'unlisted'>): readonly ShownArticle[] {
  return [...articles, ...unlisted];
}

export interface CorpusOptions {
  /** Terms with fewer posts have no page. */
  readonly minimumPosts: number;
  /** Most pages of tags, people, organisations, products and media together. */
  readonly maximumPages: number;
  /** Posts per page of a term. */
  readonly pageSize: number;
  readonly aliases: AliasTable;
  /** The site's address, to recognise links to itself. */
  readonly links: BacklinkOptions;
  /** Terms that an earlier build has published. @default [] */
  readonly published?: readonly PublishedTerm[];
}

/** Terms of the other types always keep their pages. */
const openTypes = typesWhere('isOpen');

function limitPages(
  terms: Readonly<Record<TermType, TermIndex>>,
  { minimumPosts, maximumPages, pageSize, aliases }: CorpusOptions,
): Pick<Corpus, 'terms' | 'raisedMinimum'> {
  const counts = openTypes.flatMap((type) => terms[type].terms.map((term) => term.articles.length));
  const posts = postsForPage(counts, minimumPosts, maximumPages, pageSize);
  if (posts === minimumPosts) return { terms };
  const limited = openTypes.map(
    (type) => [type, withPagesFrom(terms[type], posts, aliases)] as const,
  );
  return { terms: { ...terms, ...Object.fromEntries(limited) }, raisedMinimum: posts };
}

/**
 * Builds the corpus.
 * @param articles with unique slugs, in any order.
 */
export function buildCorpus(articles: readonly ShownArticle[], options: CorpusOptions): Corpus {
  return inOneGo(corpusSteps(articles, options));
}

/** Builds the corpus in steps, since it takes seconds for 10,000 articles. */
export function* corpusSteps(
  articles: readonly ShownArticle[],
  options: CorpusOptions,
): Steps<Corpus> {
  const sorted = [...articles].sort(compareNewestFirst);
  const listed = sorted.filter(({ post }) => post.visibility === 'listed');
  const { aliases, published = [] } = options;
  const indexes = {} as Record<TermType, TermIndex>;
  for (const type of termTypes) {
    indexes[type] = indexTerms(type, listed, options.minimumPosts, aliases, published);
    yield;
  }
  const limited = limitPages(indexes, options);
  const { terms } = limited;
  const glossary = yield* glossarySteps(listed, aliases);
  const guests = gatherGuests(listed, terms, aliases);
  const related = yield* relatedSteps(listed, { terms, glossary, guests });
  const backlinks = resolveBacklinks(sorted, options.links);
  yield;
  const mentions = indexMentions(terms, guests);
  yield;
  const coOccurrences = findCoOccurrences(listed, terms);
  yield;
  return Object.freeze({
    articles: listed,
    unlisted: sorted.filter(({ post }) => post.visibility === 'unlisted'),
    ...limited,
    termAddresses: termAddresses(terms, published),
    archive: buildArchive(listed),
    aliases,
    glossary,
    mentions,
    coOccurrences,
    related,
    backlinks,
    timeline: buildTimeline(listed, terms, guests),
  });
}
