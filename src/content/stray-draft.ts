import { decidingKeyLike, deniesPublic, publishesLater, saysYes } from './deciding-keys.ts';
import type { Day } from './deciding-keys.ts';
import type { FrontMatter } from './front-matter.ts';
import { knownKeyOf } from './front-matter-schema.ts';

/** What a second block of metadata may hold; what follows is prose. */
const maximumLines = 200;
const maximumLength = 20_000;
/** A longer line is prose, unless it begins with a key that Inkstone knows. */
const maximumLineLength = 200;
/** Characters before a colon that may belong to its key. */
const maximumKeyLength = 80;

/** A key that holds a post back, where it decides nothing. */
export interface StrayKey {
  readonly key: string;
  /** Its line in the file, or that of the field that holds it. */
  readonly line: number;
}

/**
 * Finds a `draft: true` that stands where it decides nothing: in a mapping or text of another
 * field, where a wrong indent puts it, or in metadata at the beginning of the body, where a fence
 * too many puts it. There, whatever else says that the post is not public counts too. Whoever
 * wrote it did not mean the post to be public.
 * @param day the current day.
 */
export function strayKey(matter: FrontMatter, day: Day): StrayKey | undefined {
  const { data, yaml, body, bodyLine } = matter;
  const inYaml = findIn(yaml, saysDraftAlone);
  if (inYaml) return { key: inYaml.key, line: inYaml.line + 2 };
  const seen = new Set<unknown>();
  for (const [key, value] of Object.entries(data)) {
    if (holdsDraft(value, seen)) return { key: 'draft', line: matter.lineOf(key) };
  }
  const { all, blocks: own } = metadataOf(body);
  const inBody =
    findIn(all, (key, value) => saysDraft(key, value) ?? saysExclude(key, value)) ??
    // Below a heading or none, `日期：2027-05-01` is a fact of what the post is about.
    findIn(own, (key, value) => (holdsBack(key, value, day) ? key : undefined));
  return inBody && { key: inBody.key, line: bodyLine + inBody.line };
}

function means(key: string, deciding: 'draft' | 'exclude'): boolean {
  return knownKeyOf(key) === deciding || decidingKeyLike(key, true) === deciding;
}

function saysDraft(key: string, value: string): string | undefined {
  return saysYes(value) && means(key, 'draft') ? 'draft' : undefined;
}

/** In front matter several words before a colon are a sentence: a title may speak of drafts. */
function saysDraftAlone(key: string, value: string): string | undefined {
  return /\s/.test(key) ? undefined : saysDraft(key, value);
}

function saysExclude(key: string, value: string): string | undefined {
  return saysYes(value) && means(key, 'exclude') ? 'exclude' : undefined;
}

function holdsBack(key: string, value: string, day: Day): boolean {
  return deniesPublic(key, value) || publishesLater(key, value, day);
}

/** Front matter is a tree of bounded size by now; what aliases repeat is looked at once. */
function holdsDraft(value: unknown, seen: Set<unknown>): boolean {
  if (typeof value === 'string' && !anyBreak.test(value)) return false;
  if ((typeof value !== 'string' && typeof value !== 'object') || value === null) return false;
  if (seen.has(value)) return false;
  seen.add(value);
  if (typeof value === 'string') return findIn(value, saysDraftAlone) !== undefined;
  return Object.entries(value).some(
    ([key, inner]) =>
      (!Array.isArray(value) && saysYes(inner) && means(key, 'draft')) || holdsDraft(inner, seen),
  );
}

/** What editors show as a line break, and YAML reads as a character. */
const otherBreaks = /[\v\f\u0085\u2028\u2029]/g;
const anyBreak = /[\n\r\v\f\u0085\u2028\u2029]/;

/** A comment; one behind a value, unless quotes show that it may be a part of JSON. */
const comment = /^([^\S\n\r]*)#.*|(?<=\s)#.*/gm;

/**
 * A colon or equals sign and one short word, with the marks that YAML, TOML, JSON and HTML put
 * around it. Runs of signs are entered at their first, so that a search takes linear time.
 */
const flag = new RegExp(
  [
    /(?<![:：=])[:：=]+/,
    /[\s"'“[|>+-]*(?:[!&]\S{0,40}\s[\s"'“[|>+-]*){0,2}/,
    /([^\s"'”#}\],;:：=]{1,16})/,
    // Behind it: the time of a day, marks, then the end of the line, a comment or the next key.
    /(?=(?:[T ]\d\d:[\d:.+Z-]*)?["'”\]}]*[^\S\n\r]*(?:($)|[#,;}\]]|\/\/|--))/,
  ]
    .map(({ source }) => source)
    .join(''),
  'gm',
);

/** The key of what stands before a colon. */
const keyBefore = /[^\n\r,;{:：=]*$/;
/** A word of an address: `/post?draft`. */
const inAddress = /\S[/?&]\S*$/;

/** Finds the first key and word behind it that `name` has a name for. Lines are counted from 0. */
function findIn(
  written: string,
  name: (key: string, value: string) => string | undefined,
): StrayKey | undefined {
  const text = written
    .replace(otherBreaks, '\r')
    .replace(comment, (all, lead?: string) => (lead === undefined && all.includes('"') ? all : ''));
  for (const { 1: value = '', 2: lineEnd, index } of text.matchAll(flag)) {
    const before = text.slice(Math.max(0, index - maximumKeyLength), index).trimEnd();
    const key = keyBefore.exec(before)?.[0].replace(/^[\s"'“?<!-]+|[\s"'”]+$/g, '') ?? '';
    // In the middle of a line, a key of several words is a sentence.
    if (inAddress.test(key) || (lineEnd === undefined && /\s/.test(key))) continue;
    const found = name(key, value);
    if (found !== undefined)
      return { key: found, line: text.slice(0, index).split('\n').length - 1 };
  }
  return undefined;
}

/** How a block of metadata opens and closes. */
const blocks: readonly (readonly [open: RegExp, close: RegExp])[] = [
  [/^(?:-{3,}|\+{3,}|={3,}|;{3,})/, /^(?:-{3,}|\+{3,}|={3,}|;{3,}|\.{3})\s*$/],
  [/^(?:`{3,}|~{3,})\s*\{?\.?(?:ya?ml|toml|json|front)/i, /^(?:`{3,}|~{3,})\s*$/],
  [/^\{/, /\}\s*$/],
  [/^<!--/, /-->/],
];
/** What is left of front matter whose fence stands too early: a key of Inkstone's. */
const rest: (typeof blocks)[number] = [/^/, /^(?:-{3,}|\+{3,}|\.{3})\s*$/];

const metadataLine = /^(?:-{3,}|\+{3,}|={3,}|\.{3}|\[[^\]]*\]|- .*|[^:：=]+[:：=].*)$/;

/**
 * The beginning of a body as far as it may be metadata: blocks, marks, `key: value`, lists; and
 * what of it stands in blocks, which come first.
 */
function metadataOf(body: string): { readonly all: string; readonly blocks: string } {
  const lines = body.slice(0, maximumLength).split('\n', maximumLines);
  let end = 0;
  let blockEnd = 0;
  // Behind other lines, a block is an example, and a fence a rule between two parts of the text.
  let atStart = true;
  for (let line = lines[0]; line !== undefined; line = lines[end]) {
    const close = atStart ? closeOfBlock(lines, end) : -1;
    if (close < 0 && !isMetadata(line, !atStart)) break;
    end = Math.max(end, close) + 1;
    if (close >= 0) blockEnd = end;
    if (close < 0 && line.trim() !== '') atStart = false;
  }
  const upTo = (last: number) => lines.slice(0, last).join('\n');
  return { all: upTo(end), blocks: upTo(blockEnd) };
}

/** Index of the line that closes the block which a line opens; -1 where there is none. */
function closeOfBlock(lines: readonly string[], start: number): number {
  const first = lines[start]?.trim() ?? '';
  const block =
    blocks.find(([open]) => open.test(first)) ?? (startsWithKnownKey(first) ? rest : undefined);
  if (block === undefined) return -1;
  const [open, close] = block;
  return lines.findIndex(
    (line, index) =>
      index >= start && close.test(index === start ? first.replace(open, '') : line.trim()),
  );
}

function startsWithKnownKey(line: string): boolean {
  const key = /^["']?([\w-]{1,20})["']?\s*[:：=]/.exec(line)?.[1];
  return key !== undefined && knownKeyOf(key) !== undefined;
}

function isMetadata(line: string, continues: boolean): boolean {
  const text = line.trim();
  if (text === '' || startsWithKnownKey(text)) return true;
  return (
    line.length <= maximumLineLength &&
    ((continues && /^[ \t]/.test(line)) || metadataLine.test(text))
  );
}
