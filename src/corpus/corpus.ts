import { compareText } from '../content/problem.ts';
import { termTypes } from '../content/post.ts';
import type { TermType } from '../content/post.ts';
import type { Article } from '../ingest/types.ts';
import { buildArchive } from './archive.ts';
import type { ArchiveYear } from './archive.ts';
import { indexTerms } from './term-index.ts';
import type { TermIndex } from './term-index.ts';

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

/** Newest first; equal days and undated posts by path, so that every build has one order. */
function compareArticles(a: Article, b: Article): number {
  return compareText(b.post.date ?? '', a.post.date ?? '') || compareText(a.post.file, b.post.file);
}

/**
 * Builds the corpus. Articles are sorted once; every list is then filled in that order.
 * @param articles with unique slugs, in any order.
 */
export function buildCorpus(articles: readonly Article[], minimumPosts: number): Corpus {
  const sorted = [...articles].sort(compareArticles);
  const listed = sorted.filter(({ post }) => post.visibility === 'listed');
  const terms = Object.fromEntries(
    termTypes.map((type) => [type, indexTerms(type, listed, minimumPosts)]),
  ) as Record<TermType, TermIndex>;
  return Object.freeze({
    articles: listed,
    unlisted: sorted.filter(({ post }) => post.visibility === 'unlisted'),
    terms,
    archive: buildArchive(listed),
  });
}
