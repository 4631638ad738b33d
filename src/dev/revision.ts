import { isDeepStrictEqual } from 'node:util';
import type { Article, IngestedFile } from '../ingest/types.ts';

/** Result of showing changed posts. */
export interface Revision {
  /** Addresses of the pages that changed. */
  readonly pages: readonly string[];
  /**
   * Whether no other page depends on the change: only feeds, editions and search index
   * are out of date then.
   */
  readonly isWhole: boolean;
}

/** Whether other pages show the same of a post as before. They show nothing of its body. */
export function showsTheSame(before: IngestedFile | undefined, after: IngestedFile): boolean {
  return (
    before?.article !== undefined &&
    before.article.shownChecksum === after.article?.shownChecksum &&
    isDeepStrictEqual(before.problems, after.problems)
  );
}

/**
 * Replaces an article's body. Lists and indexes hold the same object, and what they show of
 * it has not changed.
 */
export function replaceBody(article: Article, { post: _, ...revised }: Article): void {
  Object.assign(article, revised);
}
