import type { SearchHead } from '../search/index/search-head.ts';
import type { Post } from '../content/post.ts';
import { withoutInvisible } from '../search/invisible.ts';

/**
 * The words of a post's fields, which search finds beside those of its body: one
 * line a field or name.
 */
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
