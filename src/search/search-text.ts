import type { Post } from '../content/post.ts';
import { withoutInvisible } from './invisible.ts';

/** What is searched of one post beside its article, as readers see it. */
export interface SearchHead {
  /** One line. */
  readonly title: string;
  /** Summary, insight, people and terms: one line each. */
  readonly head: string;
}

export function searchHead(post: Post): SearchHead {
  const { title, summary, insight, author, channel, guests, aliases, terms, book } = post;
  const single = [summary, insight, author, channel, book?.author, book?.description];
  const names = new Set([...guests, ...aliases, ...Object.values(terms).flat()]);
  const lines = [...single, ...names].flatMap((line) =>
    line === undefined ? [] : [oneLine(line)],
  );
  return { title: oneLine(title), head: lines.filter((line) => line !== '').join('\n') };
}

function oneLine(text: string): string {
  return withoutInvisible(text).toWellFormed().replace(/\s+/g, ' ').trim();
}
