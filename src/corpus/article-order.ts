import { compareText } from '../shared/compare-text.ts';
import type { ShownArticle } from '../ingest/types.ts';

/** Newest first; equal days and undated posts by path, so that every build has one order. */
export function compareNewestFirst(a: ShownArticle, b: ShownArticle): number {
  return compareText(b.post.date ?? '', a.post.date ?? '') || compareText(a.post.file, b.post.file);
}

/** Oldest first, undated posts last. A newer post never moves an older one. */
export function compareOldestFirst(a: ShownArticle, b: ShownArticle): number {
  return (
    compareText(a.post.date ?? '9999', b.post.date ?? '9999') ||
    compareText(a.post.file, b.post.file)
  );
}

/**
 * What may be shown outside its own page, newest first, whatever order and visibility the input
 * has.
 */
export function listedNewestFirst<Own extends ShownArticle>(
  articles: readonly Own[],
): readonly Own[] {
  return articles.filter(({ post }) => post.visibility === 'listed').sort(compareNewestFirst);
}
