import { z } from 'zod';
import { readAddress } from '../shared/web-address.ts';
import {
  cleanText,
  splitList,
  stripWrappingQuotes,
  unescapeQuotes,
  withoutInlineMarks,
} from './text.ts';

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

const number = z.preprocess(
  (value) => {
    if (absent(value)) return undefined;
    // An empty text would be 0.
    return typeof value === 'string' && /\d/.test(value) ? Number(value) : value;
  },
  z.number({ error: 'must be a number' }).optional(),
);

/** An address that leads to the same place from every page. */
const url = text.refine((value) => value === undefined || isSteady(value), {
  error: 'must be a web address',
});

function isSteady(value: string): boolean {
  const address = readAddress(value, '');
  if (address?.kind === 'host') return URL.canParse(address.href);
  return address?.kind === 'contact' || address?.kind === 'root';
}

/** One of some texts. */
export function choiceOf(values: readonly string[]) {
  const wanted = values.map((value) => `"${value}"`).join(' or ');
  return text.refine((value) => value === undefined || values.includes(value), {
    error: `must be ${wanted}`,
  });
}

/** Capitals of a tag do not count: `ZH-hans` is `zh-Hans`. */
const language = text
  .refine((value) => value === undefined || canonicalTag(value) !== undefined, {
    error: 'must be a language tag such as zh-Hans, zh-Hant or en',
  })
  .transform((value) => value && canonicalTag(value));

function canonicalTag(value: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(value)[0];
  } catch {
    return undefined;
  }
}

/**
 * What a field of the front matter may hold. Any but the title may be missing, null, '' or []:
 * pipelines write all of these. A value of a wrong type is the author's mistake and is reported,
 * never guessed.
 */
export const fieldKinds = {
  /** A text shown to readers, empty when it is missing. */
  title: requiredProse,
  /** One line: a name, a number, an address. */
  text,
  /** Sentences for readers. */
  prose,
  /** A list of names, mostly of one: editors and new posts write it without brackets. */
  name: list,
  list,
  /** A text that is read as a calendar day. */
  day: text,
  language,
  flag,
  number,
  url,
  /** Not read. */
  any: z.unknown().optional(),
};

export type FieldKind = keyof typeof fieldKinds;
