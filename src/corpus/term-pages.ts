import type { AliasTable } from './aliases.ts';
import { countListPages } from './list-pages.ts';
import { makeTermIndex, type Term, type TermIndex } from './term-index.ts';

/**
 * Chooses the fewest posts for which a term gets a page, so that all pages of terms stay within a
 * limit: hosts limit the number of files, and terms with few posts are the most (of 41,000 real
 * terms, 31,000 have one post and 4,000 two).
 * @param counts number of posts of each term.
 * @param minimum lowest possible result.
 * @param maximumPages limit for all terms together; see `countListPages`.
 * @returns the lowest number, at least `minimum`, that keeps within the limit.
 */
export function postsForPage(
  counts: Iterable<number>,
  minimum: number,
  maximumPages: number,
  pageSize: number,
): number {
  const pagesByCount = new Map<number, number>();
  let pages = 0;
  for (const count of counts) {
    if (count < minimum) continue;
    const own = countListPages(count, pageSize);
    pagesByCount.set(count, (pagesByCount.get(count) ?? 0) + own);
    pages += own;
  }
  let threshold = minimum;
  for (const count of [...pagesByCount.keys()].sort((a, b) => a - b)) {
    if (pages <= maximumPages) break;
    pages -= pagesByCount.get(count) ?? 0;
    threshold = count + 1;
  }
  return threshold;
}

/** The same index, with pages only for terms of at least so many posts. */
export function withPagesFrom(index: TermIndex, posts: number, aliases: AliasTable): TermIndex {
  const terms = index.terms.map((term) => {
    const hasPage = term.articles.length >= posts;
    return hasPage === term.hasPage ? term : Object.freeze<Term>({ ...term, hasPage });
  });
  return makeTermIndex(index.type, terms, aliases);
}
