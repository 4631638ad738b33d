import { shortChecksum } from '../store/segment.ts';
import { readingMinutes } from './reading-time.ts';
import type { Article } from './types.ts';

/**
 * Hash of what pages show of an article beside its body and what is counted there: two articles
 * with equal versions differ in their own bodies only, and no list, no other page, nor the frame of
 * their own page tells them apart.
 */
export function shownVersion({
  post,
  toc,
  links,
  glosses,
  words,
  originals,
}: Pick<Article, 'post' | 'toc' | 'links' | 'glosses' | 'words' | 'originals'>): string {
  return shortChecksum(
    JSON.stringify([
      ...[post, toc, glosses, readingMinutes(words), originals > 0],
      // Where in the body a link stands is for the body; the line is for problems.
      links.map(({ kind, target, heading, line, href }) => [kind, target, heading, line, href]),
    ]),
  );
}
