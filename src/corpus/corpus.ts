import { compareText } from '../content/problem.ts';
import { termTypes } from '../content/post.ts';
import type { TermType } from '../content/post.ts';
import type { Article } from '../ingest/types.ts';
import { buildArchive } from './archive.ts';
import type { ArchiveYear } from './archive.ts';
import { indexTerms } from './term-index.ts';
import type { TermIndex } from './term-index.ts';
import { postsForPage, withPagesFrom } from './term-pages.ts';

/** Everything that is published, gathered once. Pure data; nothing here knows HTML or URLs' prefixes. */
export interface Corpus {
  /** Listed articles, newest first; undated ones last. */
  readonly articles: readonly Article[];
  /** Articles with a page that no list names. */
  readonly unlisted: readonly Article[];
  readonly terms: Readonly<Record<TermType, TermIndex>>;
  /** Newest year first. */
  readonly archive: readonly ArchiveYear[];
}

export interface CorpusOptions {
  /** A term with fewer posts has no page. */
  readonly minimumPosts: number;
  /** Limit of the pages of tags, people, organisations, products and media together. */
  readonly maximumPages: number;
  /** Posts on one page of a term. */
  readonly pageSize: number;
}

/** Types with thousands of terms; the others are an author's own few and always keep their pages. */
const openTypes = ['tag', 'person', 'organisation', 'product', 'media'] as const;

function limitPages(
  terms: Readonly<Record<TermType, TermIndex>>,
  { minimumPosts, maximumPages, pageSize }: CorpusOptions,
): Readonly<Record<TermType, TermIndex>> {
  const counts = openTypes.flatMap((type) => terms[type].terms.map((term) => term.articles.length));
  const posts = postsForPage(counts, minimumPosts, maximumPages, pageSize);
  if (posts === minimumPosts) return terms;
  const limited = openTypes.map((type) => [type, withPagesFrom(terms[type], posts)] as const);
  return { ...terms, ...Object.fromEntries(limited) };
}

/** Newest first; equal days and undated posts by path, so that every build has one order. */
function compareArticles(a: Article, b: Article): number {
  return compareText(b.post.date ?? '', a.post.date ?? '') || compareText(a.post.file, b.post.file);
}

/**
 * Builds the corpus. Articles are sorted once; every list is then filled in that order.
 * @param articles with unique slugs, in any order.
 */
export function buildCorpus(articles: readonly Article[], options: CorpusOptions): Corpus {
  const sorted = [...articles].sort(compareArticles);
  const listed = sorted.filter(({ post }) => post.visibility === 'listed');
  const terms = limitPages(
    Object.fromEntries(
      termTypes.map((type) => [type, indexTerms(type, listed, options.minimumPosts)]),
    ) as Record<TermType, TermIndex>,
    options,
  );
  return Object.freeze({
    articles: listed,
    unlisted: sorted.filter(({ post }) => post.visibility === 'unlisted'),
    terms,
    archive: buildArchive(listed),
  });
}
