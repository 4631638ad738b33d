import { isDeepStrictEqual } from 'node:util';
import { lineOfOffset, locateFrontMatter } from '../authoring/front-matter-source.ts';
import type { EntrySource, ScalarSource } from '../authoring/front-matter-source.ts';
import { editDistance } from '../content/did-you-mean.ts';
import { fields } from '../content/fields.ts';
import type { FieldKey } from '../content/fields.ts';
import { decodePost, parseFrontMatter } from '../content/front-matter.ts';
import { frontMatterSchema, knownKeyOf } from '../content/front-matter-schema.ts';
import { cleanText, stripWrappingQuotes } from '../content/text.ts';
import { applyEdits } from '../shared/text-edits.ts';
import type { TextEdit } from '../shared/text-edits.ts';

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

/** A fix with the texts that may replace the old one, the most faithful first. */
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
  const source = locateFrontMatter(text);
  if (!source?.entries.some(({ key }) => knownKeyOf(key) === 'title')) return { text, fixes: [] };
  const fences = fenceFixes(text, [source.openFence, source.closeFence]);
  const others = source.entries.flatMap((entry) => entryFixes(text, entry));
  if (fences.length + others.length === 0) return { text, fixes: [] };
  // Edits never reach the body, so its beginning is enough to compare; bodies may have megabytes.
  const head = text.slice(0, source.closeFence.end + bodySample);
  // Fences come first, as nothing can be read without them.
  const edits = fences.map(({ place, texts }) => ({ ...place, text: texts[0] ?? '' }));
  const fixes: Fix[] = fences.map(toFix);
  let reading = read(applyEdits(head, edits));
  if (!reading) return { text, fixes: [] };
  for (const candidate of others) {
    for (const replacement of candidate.texts) {
      const edit: TextEdit = { ...candidate.place, text: replacement };
      const after = read(applyEdits(head, [...edits, edit]));
      if (!after || !readsTheSame(reading, after, candidate.code)) continue;
      edits.push(edit);
      fixes.push(toFix(candidate));
      reading = after;
      break;
    }
  }
  if (fixes.length === 0) return { text, fixes };
  return { text: applyEdits(text, edits), fixes: fixes.sort((a, b) => a.line - b.line) };
}

/** Characters of the body that are compared before and after an edit. */
const bodySample = 400;

function toFix({ code, line, message }: Candidate): Fix {
  return { code, line, message };
}

interface Reading {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Reads a text as a build does; undefined if a build refuses it. */
function read(text: string): Reading | undefined {
  const decoded = decodePost(Buffer.from(text), '');
  if (typeof decoded !== 'string') return undefined;
  const matter = parseFrontMatter(decoded, '');
  if ('code' in matter) return undefined;
  const known: Record<string, unknown> = {};
  const extra: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(matter.data)) {
    const name = knownKeyOf(key);
    if (name === undefined) extra[key] = value;
    // Two spellings of one key: which one counts is unclear.
    else if (name in known) return undefined;
    else known[name] = value;
  }
  const parsed = frontMatterSchema.safeParse(known);
  return parsed.success ? { fields: parsed.data, extra, body: matter.body } : undefined;
}

function readsTheSame(before: Reading, after: Reading, code: FixCode): boolean {
  const fields = (reading: Reading) =>
    code === 'status-misspelt' ? { ...reading.fields, status: undefined } : reading.fields;
  return (
    before.body === after.body &&
    isDeepStrictEqual(fields(before), fields(after)) &&
    isDeepStrictEqual(before.extra, after.extra)
  );
}

function fenceFixes(
  text: string,
  fences: readonly { readonly start: number; readonly end: number }[],
): readonly Candidate[] {
  return fences
    .filter(({ start, end }) => end - start > 3)
    .map((place) => ({
      code: 'fence-length',
      line: lineOfOffset(text, place.start),
      message: `The fence has ${place.end - place.start} hyphens instead of three.`,
      place,
      texts: ['---'],
    }));
}

function entryFixes(text: string, entry: EntrySource): readonly Candidate[] {
  const name = knownKeyOf(entry.key);
  if (name === undefined) return [];
  const line = lineOfOffset(text, entry.keyRange.start);
  const own = entry.scalars.flatMap((scalar) => scalarFixes(text, name, scalar));
  if (name === entry.key) return own;
  const message = `The key "${entry.key}" should be spelt "${name}".`;
  return [{ code: 'key-spelling', line, message, place: entry.keyRange, texts: [name] }, ...own];
}

function scalarFixes(text: string, name: FieldKey, scalar: ScalarSource): readonly Candidate[] {
  const { value } = scalar;
  if (typeof value !== 'string') return [];
  const line = lineOfOffset(text, scalar.start);
  const word = value.trim().toLowerCase();
  if (fields[name].kind === 'flag') {
    if (word !== 'true' && word !== 'false') return [];
    const message = `"${name}" is a text instead of true or false.`;
    return [{ code: 'flag-as-text', line, message, place: scalar, texts: [word] }];
  }
  if (word === '[]') {
    const message = `"${name}" is the text "[]" instead of an empty list.`;
    return [{ code: 'empty-list-as-text', line, message, place: scalar, texts: ['[]'] }];
  }
  if (name === 'status') {
    const meant = stateMeant(word);
    if (meant !== undefined) {
      const message = `The state "${value}" should be spelt "${meant}".`;
      const written = text.slice(scalar.start, scalar.end);
      const texts = [written.replace(value, meant)];
      return [{ code: 'status-misspelt', line, message, place: scalar, texts }];
    }
  }
  const texts = withoutWrappingQuotes(text.slice(scalar.start, scalar.end), value);
  if (texts.length === 0) return [];
  const message = `A value of "${name}" stands in quotes that are not part of it.`;
  return [{ code: 'wrapping-quotes', line, message, place: scalar, texts }];
}

/**
 * The state that a misspelt word means. Authors may invent states, so only a word of six letters or
 * more with one or two wrong letters counts as misspelt.
 */
function stateMeant(word: string): string | undefined {
  if (word.length < 6) return undefined;
  return fields.status.offered?.find((state) => state !== word && editDistance(word, state) <= 2);
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
