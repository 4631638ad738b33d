import { noAliases } from './aliases.ts';
import type { AliasTable } from './aliases.ts';
import { makeTermIndex } from './term-index.ts';
import type { Term, TermIndex } from './term-index.ts';

/**
 * Decides how many posts a term needs to have a page of its own, so that all term pages together
 * stay within a limit: hosts limit the files of a site, and it is the terms with two or three posts
 * that are many (of 41,000 terms of the real corpus, 31,000 have one post and 4,000 have two).
 * @param counts posts of each term.
 * @param minimum fewest posts that make a page.
 * @param maximumPages limit of all pages together; a term of `pageSize` posts or more takes
 * several.
 * @returns the lowest number of posts, at least `minimum`, that keeps to the limit.
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
    const own = Math.ceil(count / pageSize);
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

/** The same index with pages for terms of at least so many posts only. */
export function withPagesFrom(
  index: TermIndex,
  posts: number,
  aliases: AliasTable = noAliases(),
): TermIndex {
  const terms = index.terms.map((term) => {
    const hasPage = term.articles.length >= posts;
    return hasPage === term.hasPage ? term : Object.freeze<Term>({ ...term, hasPage });
  });
  return makeTermIndex(index.type, terms, aliases);
}
