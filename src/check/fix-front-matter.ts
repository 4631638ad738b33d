import { isDeepStrictEqual } from 'node:util';
import {
  locateFrontMatter,
  type EntrySource,
  type ScalarSource,
} from '../authoring/front-matter-source.ts';
import { stateMeant } from '../content/doubtful-values.ts';
import { fieldKeys, fields, type FieldKey } from '../content/fields.ts';
import { decodePost, countLines, parseFrontMatter } from '../content/front-matter.ts';
import { frontMatterSchema, knownKeyOf } from '../content/front-matter-schema.ts';
import { cleanText, stripWrappingQuotes } from '../content/text.ts';
import { applyEdits, type TextEdit } from '../shared/text-edits.ts';

/** One thing that was fixed. */
export interface Fix {
  /** Stable kebab-case identifier. */
  readonly code: FixCode;
  /** 1-based line of the file. */
  readonly line: number;
  /** One sentence: what was wrong. */
  readonly message: string;
}

/** Kinds of fixes. */
export type FixCode =
  | 'fence-length'
  | 'key-spelling'
  | 'wrapping-quotes'
  | 'flag-as-text'
  | 'empty-list-as-text'
  | 'status-misspelt';

/** A text and the fixes that were made in it. */
export interface FixedText {
  readonly text: string;
  /** Empty if there was nothing to fix; the text is then the given one. */
  readonly fixes: readonly Fix[];
}

/** A fix with its place, and the texts that may stand there, the most faithful first. */
interface Candidate extends Fix {
  readonly place: { readonly start: number; readonly end: number };
  readonly texts: readonly string[];
}

/**
 * Fixes what needs no judgement: the spelling changes, the meaning for a build does not. A fix is
 * kept only if the front matter means the same before and after, apart from misspelt states; no
 * other byte changes. Fixing the result again changes nothing.
 */
export function fixFrontMatter(text: string): FixedText {
  const source = mayNeedFixes(text) ? locateFrontMatter(text) : undefined;
  if (!source?.entries.some(({ key }) => knownKeyOf(key) === 'title')) return { text, fixes: [] };
  const fences = fenceFixes(text, [source.openFence, source.closeFence]);
  const others = source.entries.flatMap((entry) => entryFixes(text, entry));
  if (fences.length + others.length === 0) return { text, fixes: [] };
  // Edits never reach the body, so its beginning is enough to compare; bodies may have megabytes.
  const head = text.slice(0, source.closeFence.end + bodySample);
  // Fences come first, as nothing can be read without them.
  const edits = fences.map(({ place, texts }) => ({ ...place, text: texts[0] ?? '' }));
  const fixes = [...fences];
  let reading = read(applyEdits(head, edits));
  // The author has to mend what stops a build.
  if (!reading || !frontMatterSchema.safeParse(reading.known).success) return { text, fixes: [] };
  for (const candidate of others) {
    for (const replacement of candidate.texts) {
      const edit: TextEdit = { ...candidate.place, text: replacement };
      const after = read(applyEdits(head, [...edits, edit]));
      if (!after || !readsTheSame(reading, after, candidate.code)) continue;
      edits.push(edit);
      fixes.push(candidate);
      reading = after;
      break;
    }
  }
  if (fixes.length === 0) return { text, fixes };
  return { text: applyEdits(text, edits), fixes: fixes.sort((a, b) => a.line - b.line) };
}

/**
 * Whether the front matter has something to fix, or cannot be read as it is. Reads values without
 * their places, in a tenth of the time: most posts need no fix.
 */
function mayNeedFixes(text: string): boolean {
  const close = text.indexOf('\n---', 1);
  const decoded = decodePost(Buffer.from(text.slice(0, close + bodySample)), '');
  if (typeof decoded !== 'string') return true;
  const matter = parseFrontMatter(decoded, '');
  if ('code' in matter) return true;
  return Object.entries(matter.data).some(([key, value]) => {
    const name = knownKeyOf(key);
    if (name === undefined) return false;
    return name !== key || [value].flat().some((one) => fixOfValue(name, one) !== undefined);
  });
}

/** Characters of the body that are compared before and after an edit. */
const bodySample = 400;

interface Reading {
  /** Raw values of known fields. */
  readonly known: Readonly<Partial<Record<FieldKey, unknown>>>;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Reads a text as a build does; undefined if it has no front matter that a build could read. */
function read(text: string): Reading | undefined {
  const decoded = decodePost(Buffer.from(text), '');
  if (typeof decoded !== 'string') return undefined;
  const matter = parseFrontMatter(decoded, '');
  if ('code' in matter) return undefined;
  const known: Partial<Record<FieldKey, unknown>> = {};
  const extra: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(matter.data)) {
    const name = knownKeyOf(key);
    if (name === undefined) extra[key] = value;
    // Two spellings of one key: which one counts is unclear.
    else if (name in known) return undefined;
    else known[name] = value;
  }
  return { known, extra, body: matter.body };
}

function readsTheSame(before: Reading, after: Reading, code: FixCode): boolean {
  return (
    before.body === after.body &&
    isDeepStrictEqual(before.extra, after.extra) &&
    fieldKeys.every(
      (name) =>
        (code === 'status-misspelt' && name === 'status') ||
        meansTheSame(name, before.known[name], after.known[name]),
    )
  );
}

/** Whether a build makes the same of two values. Parsed are only those that differ as written. */
function meansTheSame(name: FieldKey, before: unknown, after: unknown): boolean {
  if (isDeepStrictEqual(before, after)) return true;
  const schema = frontMatterSchema.shape[name];
  const { success, data } = schema.safeParse(after);
  return success && isDeepStrictEqual(data, schema.safeParse(before).data);
}

function fenceFixes(
  text: string,
  fences: readonly { readonly start: number; readonly end: number }[],
): readonly Candidate[] {
  return fences
    .filter(({ start, end }) => end - start > 3)
    .map((place) => ({
      code: 'fence-length',
      line: countLines(text, place.start),
      message: `The fence has ${place.end - place.start} hyphens instead of three.`,
      place,
      texts: ['---'],
    }));
}

function entryFixes(text: string, entry: EntrySource): readonly Candidate[] {
  const name = knownKeyOf(entry.key);
  if (name === undefined) return [];
  const line = countLines(text, entry.keyRange.start);
  const own = entry.scalars.flatMap((scalar) => scalarFixes(text, name, scalar));
  if (name === entry.key) return own;
  const message = `The key "${entry.key}" should be spelt "${name}".`;
  return [{ code: 'key-spelling', line, message, place: entry.keyRange, texts: [name] }, ...own];
}

function scalarFixes(text: string, name: FieldKey, scalar: ScalarSource): readonly Candidate[] {
  const { value } = scalar;
  const code = fixOfValue(name, value);
  if (code === undefined || typeof value !== 'string') return [];
  const written = text.slice(scalar.start, scalar.end);
  const { message, texts } = wordingOfFix(code, name, value, written);
  if (texts.length === 0) return [];
  return [{ code, line: countLines(text, scalar.start), message, place: scalar, texts }];
}

const states = fields.status.offered ?? [];

/** What is to be fixed in a value of a field, wherever it stands. */
function fixOfValue(name: FieldKey, value: unknown): FixCode | undefined {
  if (typeof value !== 'string') return undefined;
  const word = value.trim().toLowerCase();
  if (fields[name].kind === 'flag') {
    return word === 'true' || word === 'false' ? 'flag-as-text' : undefined;
  }
  if (word === '[]') return 'empty-list-as-text';
  if (name === 'status' && stateMeant(word, states) !== undefined) return 'status-misspelt';
  const clean = cleanText(value);
  return stripWrappingQuotes(clean) === clean ? undefined : 'wrapping-quotes';
}

/** @param written the value with its YAML quotes. */
function wordingOfFix(
  code: FixCode,
  name: FieldKey,
  value: string,
  written: string,
): Pick<Candidate, 'message' | 'texts'> {
  const word = value.trim().toLowerCase();
  switch (code) {
    case 'flag-as-text':
      return { message: `"${name}" is a text instead of true or false.`, texts: [word] };
    case 'empty-list-as-text':
      return { message: `"${name}" is the text "[]" instead of an empty list.`, texts: ['[]'] };
    case 'status-misspelt': {
      const meant = stateMeant(word, states) ?? word;
      const message = `The state "${value}" should be spelt "${meant}".`;
      return { message, texts: [written.replace(value, meant)] };
    }
    default: {
      const message = `A value of "${name}" stands in quotes that are not part of it.`;
      return { message, texts: withoutWrappingQuotes(written, value) };
    }
  }
}

/**
 * Removes the quotes that a build removes, and nothing else. If the rest needs quotes in YAML,
 * single ones are put around it.
 * @returns texts to try in this order.
 */
function withoutWrappingQuotes(written: string, value: string): readonly string[] {
  const clean = cleanText(value);
  const bare = stripWrappingQuotes(clean);
  // With a second pair inside, the next run would remove that too: the author has to decide.
  if (bare === clean || stripWrappingQuotes(bare) !== bare) return [];
  const quote = /^["']/.exec(written)?.[0] ?? '';
  const inner = written.slice(quote.length, written.length - quote.length);
  const open = escaped(clean[0] ?? '', quote);
  const close = escaped(clean.at(-1) ?? '', quote);
  const first = inner.indexOf(open);
  const last = inner.lastIndexOf(close);
  if (first < 0 || last < first + open.length) return [];
  const rest =
    inner.slice(0, first) +
    inner.slice(first + open.length, last) +
    inner.slice(last + close.length);
  const kept = quote + rest + quote;
  return quote === '' ? [kept, `'${rest.replaceAll("'", "''")}'`] : [kept];
}

/**
 * Writes a quotation mark within a YAML scalar that is quoted by `quote`
 * (https://yaml.org/spec/1.2.2/#73-flow-scalar-styles).
 */
function escaped(mark: string, quote: string): string {
  if (mark !== quote) return mark;
  return quote === '"' ? '\\"' : "''";
}
