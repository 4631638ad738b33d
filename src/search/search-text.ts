import type { Post } from '../content/post.ts';
import { withoutInvisible } from './invisible.ts';

/** What is searched of one post, as readers see it. */
export interface SearchText {
  /** One line. */
  readonly title: string;
  /** Summary, insight, people and terms: one line each. */
  readonly head: string;
  /** The article, one line per block. */
  readonly body: string;
}

/** The searched text of a post. @param body see `htmlToText`. */
export function searchText(post: Post, body: string): SearchText {
  const { title, summary, insight, author, channel, guests, aliases, terms, book } = post;
  const single = [summary, insight, author, channel, book?.author, book?.description];
  const names = new Set([...guests, ...aliases, ...Object.values(terms).flat()]);
  const lines = [...single, ...names].flatMap((line) =>
    line === undefined ? [] : [oneLine(line)],
  );
  return { title: oneLine(title), head: lines.filter((line) => line !== '').join('\n'), body };
}

function oneLine(text: string): string {
  return withoutInvisible(text).toWellFormed().replace(/\s+/g, ' ').trim();
}
