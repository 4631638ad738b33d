import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dump } from 'js-yaml';
import type { CalendarDay } from '../content/dates.ts';
import { stemOf } from '../content/make-post.ts';
import { slugify } from '../content/slug.ts';
import { cleanText } from '../content/text.ts';
import { findPosts } from '../ingest/find-posts.ts';

/** What an author says of a post before it is written. */
export interface NewPost {
  readonly title: string;
  readonly day: CalendarDay;
  readonly draft: boolean;
  /** Last part of the address; made of the title when missing. */
  readonly slug?: string;
  readonly area?: string;
  readonly category?: string;
  readonly project?: string;
  readonly tags?: readonly string[];
  readonly series?: string;
  readonly speakers?: readonly string[];
  readonly source?: string;
  readonly lang?: string;
  readonly summary?: string;
}

/** A post cannot be created; the message is for its author. */
export class NewPostError extends Error {}

/**
 * The last part of a new post's address, which is its file name too. Chinese titles keep their
 * characters, as file names do everywhere in the site: browsers show them, search engines read
 * them, and pinyin without tones says neither (`shishi`: 事实? 时事? 实施?). A title that has no letters
 * is named after its day.
 */
export function slugOfNewPost({ title, slug, day }: NewPost): string {
  return slugify(slug ?? title) || day;
}

/** A post with all the fields an author fills in by hand, and no body. */
export function newPostText(post: NewPost): string {
  const optional = (value: string | undefined) => scalar(cleanText(value ?? ''));
  const fields: readonly (readonly [string, string])[] = [
    ['title', scalar(cleanText(post.title))],
    ['date', post.day],
    ['draft', String(post.draft)],
    ['area', optional(post.area)],
    ['category', optional(post.category)],
    ['project', list(post.project === undefined ? [] : [post.project])],
    ['tags', list(post.tags ?? [])],
    ['series', optional(post.series)],
    ['speaker', list(post.speakers ?? [])],
    ['source', optional(post.source)],
    ['lang', optional(post.lang)],
    ['status', scalar('seed')],
    ['summary', optional(post.summary)],
    ['insight', optional('')],
    ['people', list([])],
    ['companies_orgs', list([])],
    ['products_models', list([])],
    ['media_books', list([])],
  ];
  return ['---', ...fields.map(([key, value]) => `${key}: ${value}`), '---', '', ''].join('\n');
}

function scalar(value: string): string {
  return dump(value, { lineWidth: -1 }).trimEnd();
}

function list(values: readonly string[]): string {
  const clean = values.map(cleanText).filter((value) => value !== '');
  return dump([...new Set(clean)], { flowLevel: 0, lineWidth: -1 }).trimEnd();
}

/**
 * Writes a new post into the posts folder. Nothing is ever overwritten.
 * @returns the file's absolute path and its slug.
 * @throws {NewPostError} when the file, or a post with the same address, is there already.
 */
export async function createPost(
  postsDir: string,
  post: NewPost,
): Promise<{ readonly file: string; readonly slug: string }> {
  const slug = slugOfNewPost(post);
  const { files } = await findPosts(postsDir, postsDir);
  const rival = files.find((file) => slugify(stemOf(file)) === slug);
  if (rival !== undefined) throw new NewPostError(taken(rival));
  const file = path.join(postsDir, `${slug}.md`);
  await mkdir(postsDir, { recursive: true });
  try {
    await writeFile(file, newPostText(post), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new NewPostError(taken(`${slug}.md`));
    throw error;
  }
  return { file, slug };
}

function taken(file: string): string {
  return `There is a post "${file}" with this address already. Choose another one with --slug.`;
}
