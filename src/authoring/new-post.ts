import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dump } from 'js-yaml';
import type { CalendarDay } from '../content/dates.ts';
import { fields, newPostKeys } from '../content/fields.ts';
import type { NewPostKey } from '../content/fields.ts';
import { stemOf } from '../content/make-post.ts';
import { slugify } from '../content/slug.ts';
import { cleanText } from '../content/text.ts';
import { findPosts } from '../ingest/find-posts.ts';

/** Fields of a new post, as its author gives them. */
export interface NewPost extends GivenFields {
  readonly title: string;
  readonly day: CalendarDay;
  readonly draft: boolean;
  /** Last part of the address; without it, made from the title. */
  readonly slug?: string;
}

/** Values of fields that may stay empty. */
type GivenFields = Readonly<
  Partial<Record<Exclude<NewPostKey, 'title' | 'date' | 'draft'>, string | readonly string[]>>
>;

/** A post that cannot be created; the message is for its author. */
export class NewPostError extends Error {}

/**
 * Makes the last part of a new post's address, which is its file name too. Chinese titles keep
 * their characters: browsers show them and search engines read them, while pinyin without tones is
 * ambiguous (`shishi`: 事实? 时事? 实施?). A title without letters gives the day.
 */
export function slugOfNewPost({ title, slug, day }: NewPost): string {
  return slugify(slug ?? title) || day;
}

/** Makes the text of a new post: all fields that authors fill in by hand, and no body. */
export function newPostText({ day, draft, ...given }: NewPost): string {
  const values = { status: 'seed', ...given };
  const lines = newPostKeys.map((key) => {
    if (key === 'date') return `date: ${day}`;
    if (key === 'draft') return `draft: ${draft}`;
    const names = [values[key] ?? []].flat();
    const isList = fields[key].kind === 'list' || names.length > 1;
    return `${key}: ${isList ? list(names) : scalar(names[0] ?? '')}`;
  });
  return ['---', ...lines, '---', '', ''].join('\n');
}

function scalar(value: string): string {
  return dump(cleanText(value), { lineWidth: -1 }).trimEnd();
}

function list(values: readonly string[]): string {
  const clean = values.map(cleanText).filter((value) => value !== '');
  return dump([...new Set(clean)], { flowLevel: 0, lineWidth: -1 }).trimEnd();
}

/**
 * Writes a new post into the posts folder. No file is overwritten.
 * @param postsDir absolute path.
 * @returns the file's absolute path, and the slug.
 * @throws {NewPostError} when the file, or a post with the same address, exists.
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
