import { parseCalendarDay, type CalendarDay } from './dates.ts';
import { plainFields } from './fields.ts';
import type { FrontMatterFields } from './front-matter-schema.ts';
import { linesOfNames } from './name-lines.ts';
import { detectLanguage } from './language.ts';
import type { OwnValues } from './own-values.ts';
import type { BookDetails, Post } from './post.ts';
import { terms, termTypes, type TermType } from './terms.ts';
import { report, type PostReading } from './post-reading.ts';
import type { ReadPolicy } from './read-policy.ts';
import { askedAddress, parsePermalink, plainScheme } from './permalinks.ts';
import { slugify } from './slug.ts';
import { trimSlashes } from '../shared/trim-slashes.ts';
import { excerpt } from './text.ts';

/** What is known of a post beside its checked fields. */
interface Settled extends Pick<Post, 'layout' | 'extra'> {
  readonly date: CalendarDay | undefined;
  readonly ownValues: OwnValues | undefined;
}

/** Makes a post from checked fields. Reports fields that are left out. */
export function makePost(
  reading: PostReading,
  fields: FrontMatterFields,
  { date, layout, ownValues, extra }: Settled,
): Post {
  const { file, policy, matter } = reading;
  const updated = fields.updated && parseCalendarDay(fields.updated, policy.timeZone);
  const source = readSource(reading, fields);
  const book = readBook(fields, policy.timeZone);
  warnOfAddresses(reading, fields.aliases);
  const oldPaths = fields.aliases.filter((alias) => alias.startsWith('/'));
  const { slug, permalink } = addressOf(reading, fields);
  return {
    file,
    slug,
    hasOwnSlug: (fields.slug ?? fields.permalink) !== undefined,
    ...optional('permalink', permalink),
    address: askedAddress(plainScheme, { slug, ...optional('permalink', permalink) }),
    title: fields.title,
    ...optional('date', date),
    ...optional('updated', updated),
    visibility: fields.exclude ? 'unlisted' : 'listed',
    ...optional('heldBack', heldBack(fields.draft, date, policy)),
    layout,
    lang: fields.lang ?? detectLanguage(matter.body, policy.language),
    ...plainFields(fields),
    ...optional('status', fields.status?.toLowerCase()),
    guests: fields.guest,
    ...optional('source', source),
    aliases: fields.aliases.filter((alias) => !alias.startsWith('/')),
    oldPaths,
    ...(oldPaths.length > 0 && { oldPathLines: linesOfNames(matter, 'aliases', oldPaths) }),
    terms: termsOf(fields),
    ...optional('book', book),
    ...optional('fields', ownValues),
    extra,
  };
}

/** What is no title: a whole address, or a path that lacks its first slash. */
const slashless = /^(?:https?:\/\/|posts\/\S|(?:[\w%.-]{1,100}\/)+$)/i;

function warnOfAddresses(reading: PostReading, aliases: readonly string[]): void {
  const alias = aliases.find((one) => slashless.test(one));
  if (alias === undefined) return;
  const path = alias.replace(/^https?:\/\/[^/]*\/?/i, '');
  report(reading, 'aliases', {
    code: 'alias-not-an-address',
    message: `The alias "${excerpt(alias)}" begins with no slash: it is a title, and no redirect.`,
    hint: `For an address the post once had, write /${excerpt(path)}.`,
    severity: 'warning',
  });
}

function heldBack(
  draft: boolean,
  date: CalendarDay | undefined,
  { today }: ReadPolicy,
): Post['heldBack'] {
  const future = date !== undefined && date > today;
  if (!draft && !future) return undefined;
  return [...(draft ? (['draft'] as const) : []), ...(future ? (['future'] as const) : [])];
}

function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}

/** Names by type of term. */
function termsOf(fields: FrontMatterFields): Record<TermType, readonly string[]> {
  const names: Partial<Record<TermType, readonly string[]>> = {};
  for (const type of termTypes) names[type] = fields[terms[type].field];
  return names as Record<TermType, readonly string[]>;
}

/** What a post asks for: its slug, and its whole address if it names one. */
function addressOf(
  reading: PostReading,
  { slug: ownSlug, permalink: own }: FrontMatterFields,
): Pick<Post, 'slug' | 'permalink'> {
  const permalink = own === undefined ? undefined : parsePermalink(own);
  const slug = askedSlug(reading.file, ownSlug ?? permalink ?? own);
  if (ownSlug !== undefined && isOtherPath(ownSlug, slug)) {
    const whole = parsePermalink(`/${trimSlashes(ownSlug)}/`);
    report(reading, 'slug', {
      code: 'slug-is-a-path',
      message: `Only the last part of "${excerpt(ownSlug)}" is used: a slug has no slashes.`,
      hint:
        `Write "slug: ${slug}"` +
        (whole === undefined ? '.' : `, or for the whole address "permalink: ${excerpt(whole)}".`),
      severity: 'warning',
    });
  }
  const last = own === undefined ? '' : slugOfPath(own);
  if (own !== undefined && permalink === undefined && isOtherPath(own, last)) {
    report(reading, 'permalink', {
      code: 'permalink-not-an-address',
      message: `The permalink "${excerpt(own)}" is no path of a page, and has no effect as one.`,
      hint:
        'Write it with a slash at both ends, or .html at its end: /2026/03/name/. Until then, ' +
        `"slug: ${slug}" is meant.`,
      severity: 'warning',
    });
  }
  return { slug, ...optional('permalink', permalink) };
}

/** Whether what an author wrote has slashes, and is not the plain address of that slug. */
function isOtherPath(own: string, slug: string): boolean {
  const path = pathOf(own);
  return path === '' || (path.includes('/') && path.replace(/^\//, '') !== `posts/${slug}`);
}

/**
 * The slug that a post asks for.
 * @param own what it writes as its `slug`, else as its `permalink`.
 */
export function askedSlug(file: string, own: string | undefined): string {
  return (own === undefined ? '' : slugOfPath(own)) || slugify(stemOf(file)) || 'post';
}

/** @param own what a post writes as its `slug` or `permalink`. */
function pathOf(own: string): string {
  return own.replace(/\/(?:index\.html)?$/, '').replace(/\.html$/, '');
}

function slugOfPath(own: string): string {
  return slugify(pathOf(own).split('/').at(-1) ?? '');
}

/**
 * What a post which is not published may ask for, by its file's name and what it is called.
 * @param names its title, slug and permalink, those that it has.
 * @returns slugs and addresses.
 */
export function possibleWishes(file: string, names: readonly string[]): readonly string[] {
  const slugs = [stemOf(file), ...names].map(slugOfPath).filter((slug) => slug !== '');
  return [...slugs, ...names.flatMap((name) => parsePermalink(name) ?? [])];
}

/** What a post asks for: an address of its own, which begins with a slash, or a slug. */
export function wishOf({ permalink, slug }: Pick<Post, 'slug' | 'permalink'>): string {
  return permalink ?? slug;
}

/** File name without ending; for `index.md`, the name of its folder. */
export function stemOf(file: string): string {
  const parts = file.replace(/\.(?:md|markdown)$/i, '').split('/');
  const name = parts.at(-1) ?? '';
  return name.toLowerCase() === 'index' ? (parts.at(-2) ?? name) : name;
}

/** Reads the source; only http and https are allowed, as the value becomes a link. */
function readSource(reading: PostReading, { source }: FrontMatterFields): string | undefined {
  if (source === undefined) return undefined;
  if (/^https?:\/\/[^\s/]+/i.test(source) && URL.canParse(source)) return new URL(source).href;
  report(reading, 'source', {
    code: 'source-not-a-url',
    message: `The source "${excerpt(source)}" is not a web address.`,
    hint: 'Write the whole address with https://, or leave the line out.',
    severity: 'warning',
  });
  return undefined;
}

function readBook(fields: FrontMatterFields, zone: string): BookDetails | undefined {
  const readDate = fields.read_date && parseCalendarDay(fields.read_date, zone);
  const own = {
    ...optional('publisher', fields.publisher),
    ...optional('rating', fields.rating),
    ...optional('readDate', readDate),
    ...optional('year', fields.year),
    ...optional('description', fields.description),
  };
  // `author` alone makes no book note, as any post may have one.
  return Object.keys(own).length > 0 ? { ...own, ...optional('author', fields.author) } : undefined;
}
