import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dump } from 'js-yaml';
import type { CalendarDay } from '../content/dates.ts';
import { fields, newPostKeys, type NewPostKey } from '../content/fields.ts';
import { fieldKinds } from '../content/field-kinds.ts';
import type { OwnFieldTypes } from '../content/own-values.ts';
import { askedSlug } from '../content/make-post.ts';
import { addressBy, parsePermalink, plainAddress, plainScheme } from '../content/permalinks.ts';
import { slugify } from '../content/slug.ts';
import { cleanText } from '../content/text.ts';
import { findPosts } from '../ingest/find-posts.ts';
import { foldAddress } from '../shared/path-claims.ts';
import { AuthoringError } from './authoring-error.ts';
import { fieldsOfPost, valueOf } from './front-matter-head.ts';

/** Fields of a new post, as its author gives them. */
export interface NewPost extends GivenFields {
  readonly title: string;
  readonly day: CalendarDay;
  readonly draft: boolean;
  /** Last part of the address; without it, made from the title. */
  readonly slug?: string | undefined;
  /** Values of the site's own fields, by key. @default all are empty */
  readonly own?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** Values of fields that may stay empty. */
type GivenFields = Readonly<
  Partial<
    Record<Exclude<NewPostKey, 'title' | 'date' | 'draft'>, string | readonly string[] | undefined>
  >
>;

/**
 * Makes the last part of a new post's address, which is its file name too. Chinese titles keep
 * their characters: browsers show them and search engines read them, while pinyin without tones is
 * ambiguous (`shishi`: 事实? 时事? 实施?). A title without letters gives the day.
 */
export function slugOfNewPost({ title, slug, day }: NewPost): string {
  return slugify(slug ?? title) || day;
}

/**
 * Makes the text of a new post: all fields that authors fill in by hand, and no body.
 * @param ownFields those that only this site has.
 */
export function newPostText(
  { day, draft, own = {}, ...given }: NewPost,
  ownFields: OwnFieldTypes = {},
): string {
  const values = { status: 'seed', ...given };
  const lines = newPostKeys.map((key) => {
    if (key === 'date') return `date: ${day}`;
    if (key === 'draft') return `draft: ${draft}`;
    const names = [values[key] ?? []].flat();
    const isList = fields[key].kind === 'list' || names.length > 1;
    return `${key}: ${isList ? list(names) : scalar(names[0] ?? '')}`;
  });
  const ownLines = Object.entries(ownFields).map(([key, { type }]) => {
    const names = [own[key] ?? []].flat();
    const [value = ''] = names;
    if (type === 'list') return `${key}: ${list(names)}`;
    const isBare = ['number', 'flag'].includes(type) && /^[\w.]+$/.test(value);
    return `${key}: ${isBare ? value : scalar(value)}`;
  });
  return ['---', ...lines, ...ownLines, '---', '', ''].join('\n');
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
 * @param scheme see `permalinks` in the settings.
 * @param ownFields those that only this site has.
 * @returns the file's absolute path, and the address on the site.
 * @throws {AuthoringError} when the file, or a post with the same address, exists.
 */
export async function createPost(
  postsDir: string,
  post: NewPost,
  scheme = plainScheme,
  ownFields?: OwnFieldTypes,
): Promise<{ readonly file: string; readonly address: string }> {
  const slug = slugOfNewPost(post);
  const address = addressBy(scheme, { slug, date: post.day });
  const { files } = await findPosts(postsDir, postsDir);
  const names = new Set([address, plainAddress(slug)].map(foldAddress));
  const rival = files.find((file) => names.has(foldAddress(nameOf(file, postsDir))));
  if (rival !== undefined) throw new AuthoringError(taken(rival));
  const file = path.join(postsDir, `${slug}.md`);
  try {
    await writeFile(file, newPostText(post, ownFields), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new AuthoringError(
        `There is a file "${slug}.md" already. Choose another name with --slug.`,
      );
    throw error;
  }
  return { file, address };
}

/** The address that a post asks for; for a slug, that of the plain scheme. */
function nameOf(file: string, postsDir: string): string {
  const own: { slug?: string | undefined; permalink?: string | undefined } = {};
  for (const { field, lines } of fieldsOfPost(file, postsDir)) {
    if (field !== 'slug' && field !== 'permalink') continue;
    own[field] ??= fieldKinds.text.safeParse(valueOf(lines)).data;
  }
  const permalink = parsePermalink(own.permalink ?? '');
  const slug = askedSlug(file, own.slug ?? own.permalink);
  return permalink ?? plainAddress(slug);
}

function taken(file: string): string {
  return `There is a post "${file}" with this address already. Choose another one with --slug.`;
}
