import { isDeepStrictEqual } from 'node:util';
import type { Article, IngestedFile } from '../ingest/types.ts';
import { readingMinutes } from '../views/reading-time.ts';

/** What became of changed posts. */
export interface Revision {
  /** Addresses of the pages that changed. */
  readonly pages: readonly string[];
  /** Whether no other page shows anything of the change: only feeds and the search index are behind then. */
  readonly isWhole: boolean;
}

/** Whether other pages show the same of a post as before. Words of its body are shown by none, except those that end up in these. */
export function saysTheSame(before: IngestedFile | undefined, after: IngestedFile): boolean {
  return (
    before?.article !== undefined &&
    after.article !== undefined &&
    isDeepStrictEqual(toldElsewhere(before), toldElsewhere(after))
  );
}

function toldElsewhere({ article, problems }: IngestedFile): unknown {
  if (!article) return undefined;
  const { post, toc, links, glosses, words, originals } = article;
  return [
    ...[post, toc, glosses, readingMinutes(words), originals > 0, problems],
    // Where in the body a link stands is for its own page; the line is for problems.
    links.map(({ kind, target, heading, line, href }) => [kind, target, heading, line, href]),
  ];
}

/** Gives an article of the site its new body. Lists and indexes hold the same object, and nothing that they say has changed. */
export function takeOver(article: Article, { post: _, ...revised }: Article): void {
  Object.assign(article, revised);
}
