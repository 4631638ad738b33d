import { parseCalendarDay } from './dates.ts';
import type { CalendarDay } from './dates.ts';
import { plainFields } from './fields.ts';
import type { FrontMatter } from './front-matter.ts';
import type { FrontMatterFields } from './front-matter-schema.ts';
import { detectLanguage } from './language.ts';
import type { BookDetails, Post } from './post.ts';
import { terms, termTypes } from './terms.ts';
import type { TermType } from './terms.ts';
import type { Problem } from './problem.ts';
import type { ReadPolicy } from './read-policy.ts';
import { slugify } from './slug.ts';
import { excerpt } from './text.ts';

/** What a post is made from beside its checked fields. */
export interface MakePostInput {
  readonly file: string;
  readonly label: string;
  readonly matter: FrontMatter;
  readonly date: CalendarDay | undefined;
  readonly layout: string;
  readonly body: string;
  readonly extra: Record<string, unknown>;
  readonly policy: ReadPolicy;
  readonly problems: Problem[];
}

/**
 * Makes a post from checked fields. Adds problems of fields that are left out to `input.problems`.
 */
export function makePost(fields: FrontMatterFields, input: MakePostInput): Post {
  const { policy } = input;
  const updated = fields.updated && parseCalendarDay(fields.updated, policy.timeZone);
  const source = readSource(fields, input);
  const book = readBook(fields, policy.timeZone);
  return {
    file: input.file,
    slug: slugOf(fields, input.file),
    hasOwnSlug: (fields.slug ?? fields.permalink) !== undefined,
    title: fields.title,
    ...optional('date', input.date),
    ...optional('updated', updated),
    visibility: fields.exclude ? 'unlisted' : 'listed',
    ...optional('heldBack', heldBack(fields, input)),
    layout: input.layout,
    lang: fields.lang ?? detectLanguage(input.body, policy.language),
    ...plainFields(fields),
    ...optional('status', fields.status?.toLowerCase()),
    guests: fields.guest,
    ...optional('source', source),
    aliases: fields.aliases.filter((alias) => !alias.startsWith('/')),
    oldPaths: fields.aliases.filter((alias) => alias.startsWith('/')),
    terms: termsOf(fields),
    ...optional('book', book),
    extra: input.extra,
  };
}

function heldBack({ draft }: FrontMatterFields, { date, policy }: MakePostInput): Post['heldBack'] {
  const future = date !== undefined && date > policy.today;
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

function slugOf(fields: FrontMatterFields, file: string): string {
  const own = fields.slug ?? fields.permalink;
  if (own !== undefined) {
    const last =
      own
        .replace(/\/(?:index\.html)?$/, '')
        .split('/')
        .at(-1) ?? '';
    const slug = slugify(last.replace(/\.html$/, ''));
    if (slug !== '') return slug;
  }
  return slugify(stemOf(file)) || 'post';
}

/** File name without ending; for `index.md`, the name of its folder. */
export function stemOf(file: string): string {
  const parts = file.replace(/\.(?:md|markdown)$/i, '').split('/');
  const name = parts.at(-1) ?? '';
  return name.toLowerCase() === 'index' ? (parts.at(-2) ?? name) : name;
}

/** Reads the source; only http and https are allowed, as the value becomes a link. */
function readSource(fields: FrontMatterFields, input: MakePostInput): string | undefined {
  if (fields.source === undefined) return undefined;
  if (/^https?:\/\/[^\s/]+/i.test(fields.source) && URL.canParse(fields.source)) {
    return new URL(fields.source).href;
  }
  input.problems.push({
    file: input.label,
    line: input.matter.lineOf('source'),
    column: 1,
    code: 'source-not-a-url',
    message: `The source "${excerpt(fields.source)}" is not a web address.`,
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
    ...optional('coverImage', fields.cover_image),
    ...optional('description', fields.description),
  };
  // `author` alone makes no book note, as any post may have one.
  return Object.keys(own).length > 0 ? { ...own, ...optional('author', fields.author) } : undefined;
}
