import { isDeepStrictEqual } from 'node:util';
import type { Article, IngestedFile } from '../ingest/types.ts';

/** What became of changed posts. */
export interface Revision {
  /** Addresses of the pages that changed. */
  readonly pages: readonly string[];
  /**
   * Whether no other page shows anything of the change: only feeds and the search index are behind
   * then.
   */
  readonly isWhole: boolean;
}

/** Whether other pages show the same of a post as before. Words of its body are shown by none. */
export function saysTheSame(before: IngestedFile | undefined, after: IngestedFile): boolean {
  return (
    before?.article !== undefined &&
    before.article.shownChecksum === after.article?.shownChecksum &&
    isDeepStrictEqual(before.problems, after.problems)
  );
}

/**
 * Gives an article of the site its new body. Lists and indexes hold the same object, and nothing
 * that they say has changed.
 */
export function takeOver(article: Article, { post: _, ...revised }: Article): void {
  Object.assign(article, revised);
}
