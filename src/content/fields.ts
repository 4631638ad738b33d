import type { SiteConfig } from '../config/site-config.ts';
import {
  doubtfulCover,
  doubtfulLanguage,
  doubtfulRating,
  doubtfulStatus,
  doubtfulYear,
  type Doubt,
} from './doubtful-values.ts';
import type { fieldKinds, FieldKind } from './field-kinds.ts';
import type { TermField } from './terms.ts';

interface CommonFacts {
  /** What it is for, in one line: editors show it. */
  readonly help: string;
  /** Other spellings of the key, in lower case. */
  readonly synonyms?: readonly string[];
  /** Values that editors offer; any other is as good. */
  readonly offered?: readonly string[];
  /** What speaks against a value of the right type; a build warns of it. */
  readonly doubt?: Doubt;
  /** Posts share its values, so editors and questions offer those in use. */
  readonly recurs?: true;
  /** What names its value on a page. */
  readonly label?: Readonly<Record<SiteConfig['language'], string>>;
}

interface TextFacts extends CommonFacts {
  readonly kind: 'text' | 'prose';
  /**
   * `Post`, and the view of its page, have the text under the same name. Fields of books have not:
   * `make-post.ts` gathers them.
   */
  readonly inPost?: true;
}

interface ListFacts extends CommonFacts {
  readonly kind: 'list' | 'name';
}

interface OtherFacts extends CommonFacts {
  readonly kind: Exclude<FieldKind, (TextFacts | ListFacts)['kind']>;
}

/** What is known of a field of the front matter. */
export type FieldFacts = TextFacts | ListFacts | OtherFacts;

const table = {
  title: { kind: 'title', help: 'Title of the post. The only field that is required.' },
  date: {
    kind: 'day',
    help: 'Day of publication, YYYY-MM-DD. A day in the future holds the post back until then.',
  },
  updated: {
    kind: 'day',
    help: 'Day of the last revision, YYYY-MM-DD.',
    label: { 'zh-Hans': '更新', 'zh-Hant': '更新', en: 'Updated' },
  },
  created: { kind: 'day', help: 'Day or day and time; counts as the date where there is none.' },
  published: { kind: 'any', help: 'Not used; kept for other tools.' },
  draft: { kind: 'flag', help: 'true: not built, unless --drafts.' },
  exclude: {
    kind: 'flag',
    help: 'true: the post has a page, but stands in no list, feed or sitemap.',
  },
  layout: {
    kind: 'text',
    help: 'A file in _includes/: post.njk (default), book-note.njk or your own.',
    offered: ['post.njk', 'book-note.njk'],
  },
  area: { kind: 'name', help: 'Field of interest the post belongs to.', recurs: true },
  category: { kind: 'name', help: 'Kind of post.', recurs: true },
  project: {
    kind: 'list',
    help: 'Projects the post belongs to.',
    synonyms: ['projects'],
    recurs: true,
  },
  tags: { kind: 'list', help: 'What the post is about.', synonyms: ['tag'], recurs: true },
  series: {
    kind: 'name',
    help: 'Series the post is a part of; parts are ordered by date.',
    recurs: true,
  },
  speaker: {
    kind: 'list',
    help: 'Who speaks, in an interview or talk.',
    synonyms: ['speakers'],
    recurs: true,
  },
  guest: {
    kind: 'list',
    help: 'Who visits.',
    synonyms: ['guests'],
    label: { 'zh-Hans': '嘉宾', 'zh-Hant': '嘉賓', en: 'Guest' },
  },
  author: {
    kind: 'text',
    help: 'Who wrote it, or the author of the book.',
    inPost: true,
    label: { 'zh-Hans': '作者', 'zh-Hant': '作者', en: 'Author' },
  },
  channel: {
    kind: 'text',
    help: 'Where it appeared, e.g. the name of a YouTube channel.',
    inPost: true,
    label: { 'zh-Hans': '频道', 'zh-Hant': '頻道', en: 'Channel' },
  },
  source: {
    kind: 'text',
    help: 'Web address the post was made from. YouTube addresses become a player.',
  },
  status: {
    kind: 'text',
    help: 'How ripe the post is.',
    offered: ['seed', 'budding', 'evergreen'],
    doubt: doubtfulStatus,
  },
  summary: {
    kind: 'prose',
    help: 'One or two sentences for lists, search engines and feeds.',
    inPost: true,
    label: { 'zh-Hans': '摘要', 'zh-Hant': '摘要', en: 'Summary' },
  },
  insight: {
    kind: 'prose',
    help: 'The thought to keep; stands on the page of insights.',
    inPost: true,
    label: { 'zh-Hans': '洞见', 'zh-Hant': '洞見', en: 'Insight' },
  },
  people: { kind: 'list', help: 'People the post mentions.' },
  companies_orgs: { kind: 'list', help: 'Companies and organisations the post mentions.' },
  products_models: { kind: 'list', help: 'Products and models the post mentions.' },
  media_books: { kind: 'list', help: 'Books, papers, shows the post mentions.' },
  publisher: {
    kind: 'text',
    help: 'Publisher of the book.',
    label: { 'zh-Hans': '出版', 'zh-Hant': '出版', en: 'Publisher' },
  },
  rating: {
    kind: 'text',
    help: 'Rating of the book, e.g. 4/5.',
    doubt: doubtfulRating,
    label: { 'zh-Hans': '评分', 'zh-Hant': '評分', en: 'Rating' },
  },
  read_date: {
    kind: 'day',
    help: 'Day the book was read, YYYY-MM-DD.',
    label: { 'zh-Hans': '读完', 'zh-Hant': '讀完', en: 'Read' },
  },
  year: {
    kind: 'text',
    help: 'Year the book appeared.',
    doubt: doubtfulYear,
    label: { 'zh-Hans': '出版时间', 'zh-Hant': '出版時間', en: 'Published' },
  },
  cover_image: {
    kind: 'text',
    help: 'Path of a picture beside the post. Pictures on other hosts are not shown.',
    doubt: doubtfulCover,
    label: { 'zh-Hans': '封面', 'zh-Hant': '封面', en: 'Cover' },
  },
  description: { kind: 'prose', help: 'What the book is about.' },
  file_name: { kind: 'any', help: 'Not used; kept for other tools.' },
  lang: {
    kind: 'language',
    help: 'Language of the post; found out from the text when missing.',
    offered: ['zh-Hans', 'zh-Hant', 'en'],
    doubt: doubtfulLanguage,
  },
  slug: { kind: 'text', help: 'The name in the address, instead of that of the file.' },
  permalink: {
    kind: 'text',
    help: 'The whole address, in place of the scheme of the site: /2026/03/name/.',
  },
  aliases: { kind: 'list', help: 'Other titles of the post, for links to it.' },
} as const satisfies Readonly<Record<string, FieldFacts>> & Readonly<Record<TermField, ListFacts>>;

/** Every key that an author may write. */
export type FieldKey = keyof typeof table;

/**
 * The fields of the front matter, in the order in which problems and editors name them. What a
 * build checks, editors offer and new posts hold is derived from here; docs/writing.md tells
 * authors of them.
 */
export const fields: Readonly<Record<FieldKey, FieldFacts>> = table;

export const fieldKeys = Object.keys(table) as readonly FieldKey[];

/** The schema of each field's value. */
export type FieldSchemas = {
  readonly [Key in FieldKey]: (typeof fieldKinds)[(typeof table)[Key]['kind']];
};

type KeyWith<Facts> = {
  [Key in FieldKey]: (typeof table)[Key] extends Facts ? Key : never;
}[FieldKey];

/** The keys of fields that have certain facts. `Facts` must describe what `test` asks for. */
function keysWith<Facts>(test: (facts: FieldFacts) => boolean): readonly KeyWith<Facts>[] {
  return fieldKeys.filter((key): key is KeyWith<Facts> => test(fields[key]));
}

export const dayKeys = keysWith<{ kind: 'day' }>(({ kind }) => kind === 'day');

/** Fields whose values recur from post to post. */
export const recurringKeys = keysWith<{ recurs: true }>(({ recurs = false }) => recurs);

const labelledKeys = keysWith<{ label: object }>(({ label }) => label !== undefined);

/** Labels of fields in one language, by key. */
export type FieldLabels = Readonly<Record<(typeof labelledKeys)[number], string>>;

export function fieldLabels(language: SiteConfig['language']): FieldLabels {
  const labels = labelledKeys.map((key) => [key, table[key].label[language]]);
  return Object.fromEntries(labels) as FieldLabels;
}

const plainKeys = keysWith<{ inPost: true }>((facts) => 'inPost' in facts);

/** Texts that the page of a post shows as they are written; only those that the post has. */
export type PlainFields = Readonly<Partial<Record<(typeof plainKeys)[number], string>>>;

/** Takes these texts out of a front matter, or a post. */
export function plainFields(from: {
  readonly [Key in keyof PlainFields]: string | undefined;
}): PlainFields {
  const written = plainKeys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]]));
  return Object.fromEntries(written) as PlainFields;
}

/** The fields that `npm run new` writes, in this order. */
export const newPostKeys = [
  'title',
  'date',
  'draft',
  'area',
  'category',
  'project',
  'tags',
  'series',
  'speaker',
  'source',
  'lang',
  'status',
  'summary',
  'insight',
  'people',
  'companies_orgs',
  'products_models',
  'media_books',
] as const satisfies readonly FieldKey[];

export type NewPostKey = (typeof newPostKeys)[number];
