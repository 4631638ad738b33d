import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readPost } from '../../src/content/read-post.ts';
import type { Post } from '../../src/content/post.ts';
import { terms, termTypes } from '../../src/content/terms.ts';
import type { TermType } from '../../src/content/terms.ts';

interface HugoPost {
  readonly post: Post;
  readonly body: string;
}

/**
 * Makes a Hugo project of a corpus, outside the measured time: the theme of `bench/hugo`, and every
 * sound post. Their front matter is normalised as Inkstone reads it, since Hugo would stop at
 * values of other types.
 * @param minimumPosts terms with fewer posts are left out, so that Hugo writes pages for the same
 * terms as Inkstone; 1 keeps all.
 */
export function makeHugoProject(
  theme: string,
  postsDirectory: string,
  project: string,
  minimumPosts: number,
): void {
  cpSync(theme, project, { recursive: true });
  const posts = readPosts(postsDirectory);
  const counts = countTerms(posts);
  const folder = path.join(project, 'content/posts');
  mkdirSync(folder, { recursive: true });
  for (const { post, body } of posts) {
    const kept = (type: TermType) =>
      post.terms[type].filter((name) => (counts.get(termKey(type, name)) ?? 0) >= minimumPosts);
    const taxonomies = termTypes.map((type) => [terms[type].path, kept(type)] as const);
    const { title, date, summary, insight, status, author, source } = post;
    const matter = {
      ...{ title, date, lastmod: post.updated, summary, insight, status, author, source },
      // Years and months are Hugo's own way to an archive with pages.
      ...(date !== undefined && { years: [date.slice(0, 4)], months: [date.slice(0, 7)] }),
      ...Object.fromEntries(taxonomies),
    };
    const text = `${JSON.stringify(matter, null, 1)}\n\n${withoutShortcodes(body)}`;
    writeFileSync(path.join(folder, post.file.replaceAll('/', '-')), text);
  }
}

function readPosts(directory: string): HugoPost[] {
  const policy = {
    drafts: true,
    future: true,
    today: '2026-06-01',
    timeZone: 'UTC',
    language: 'zh-Hans',
    layouts: ['post.njk', 'book-note.njk'],
  };
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => {
      const bytes = readFileSync(path.join(directory, file));
      const { post, body } = readPost(bytes, file, file, policy);
      return post?.visibility === 'listed' ? [{ post, body }] : [];
    });
}

function countTerms(posts: readonly HugoPost[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { post } of posts) {
    for (const [type, names] of Object.entries(post.terms)) {
      for (const name of names) {
        const key = termKey(type as TermType, name);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return counts;
}

function termKey(type: TermType, name: string): string {
  return `${type}\n${name.toLowerCase()}`;
}

/** Makes text of `{{<` and `{{%`, which Hugo would run and an article means as they stand. */
function withoutShortcodes(body: string): string {
  return body.replaceAll(/\{\{(?=[<%])/g, '{{ ');
}
