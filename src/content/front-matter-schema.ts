import { z } from 'zod';
import {
  cleanText,
  splitList,
  stripWrappingQuotes,
  unescapeQuotes,
  withoutInlineMarks,
} from './text.ts';

/**
 * The front matter of a post (docs/writing.md). Every field but the title may be missing, null, ''
 * or []; pipelines write all of these. What is there must have the right type: a wrong one is the
 * author's mistake and is reported, never guessed.
 */

/** Whether a field counts as not written. */
export const absent = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'string' && isEmptyText(value));

/** The text `[]` is an empty list that a pipeline quoted. */
function isEmptyText(value: string): boolean {
  const text = value.trim();
  return text === '' || text === '[]';
}

function cleanValue(value: string): string {
  return stripWrappingQuotes(unescapeQuotes(cleanText(value)));
}

const scalar = z.union([z.string(), z.number()], { error: 'must be a text' }).transform(String);

const text = z
  .preprocess((value) => (absent(value) ? undefined : value), scalar.optional())
  .transform((value) => {
    if (value === undefined) return undefined;
    const clean = cleanValue(value);
    return clean === '' ? undefined : clean;
  });

/** A text that is shown to readers, who should see no Markdown in it. */
const prose = text.transform((value) => (value === undefined ? value : withoutInlineMarks(value)));

const requiredProse = prose.transform((value) => value ?? '');

const list = z
  .preprocess(
    (value) => {
      if (absent(value)) return [];
      if (typeof value === 'string') return splitList(value);
      if (typeof value === 'number') return [value];
      return value;
    },
    z.array(z.union([z.string(), z.number(), z.null()], { error: 'must be a list of texts' }), {
      error: 'must be a list of texts',
    }),
  )
  .transform((values) => {
    const clean = values
      .filter((value) => !absent(value))
      .map((value) => cleanValue(String(value)))
      .filter((value) => value !== '');
    return [...new Set(clean)];
  });

/** Only true, false and their spellings as text: anything else must not decide what is public. */
const flag = z.preprocess(
  (value) => {
    if (absent(value)) return false;
    if (typeof value !== 'string') return value;
    const word = value.trim().toLowerCase();
    return word === 'true' ? true : word === 'false' ? false : value;
  },
  z.boolean({ error: 'must be true or false' }),
);

const language = text.refine((value) => value === undefined || isLanguageTag(value), {
  error: 'must be a language tag such as zh-Hans, zh-Hant or en',
});

function isLanguageTag(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

export const frontMatterSchema = z.object({
  title: requiredProse,
  date: text,
  updated: text,
  created: text,
  published: z.unknown().optional(),
  draft: flag,
  exclude: flag,
  layout: text,
  area: list,
  category: list,
  project: list,
  tags: list,
  series: list,
  speaker: list,
  guest: list,
  author: text,
  channel: text,
  source: text,
  status: text,
  summary: prose,
  insight: prose,
  people: list,
  companies_orgs: list,
  products_models: list,
  media_books: list,
  publisher: text,
  rating: text,
  read_date: text,
  year: text,
  cover_image: text,
  description: prose,
  file_name: z.unknown().optional(),
  lang: language,
  slug: text,
  permalink: text,
  aliases: list,
});

export type FrontMatterFields = z.output<typeof frontMatterSchema>;

/** Whether raw front matter says `draft: true`, whatever else it says. */
export function isDraft(data: Readonly<Record<string, unknown>>): boolean {
  return flag.safeParse(data.draft).data === true;
}

/** Every key an author may write. */
export const knownKeys: ReadonlySet<string> = new Set(Object.keys(frontMatterSchema.shape));

/** Spellings that mean a known key. */
const keySynonyms: ReadonlyMap<string, string> = new Map([
  ['tag', 'tags'],
  ['projects', 'project'],
  ['speakers', 'speaker'],
  ['guests', 'guest'],
]);

/** The known key that a key means; capitals do not count, lest `Draft: true` be published. */
export function knownKeyOf(key: string): string | undefined {
  const name = key.toLowerCase();
  const meant = keySynonyms.get(name) ?? name;
  return knownKeys.has(meant) ? meant : undefined;
}
