import { decidingKeyLike, deniesPublic, publishesLater, saysYes } from './deciding-keys.ts';
import type { Day } from './deciding-keys.ts';
import type { FrontMatter } from './front-matter.ts';
import { knownKeyOf } from './front-matter-schema.ts';

/** Maximum lines at the start of a body that may be metadata; prose follows. */
const maximumLines = 200;
const maximumLength = 20_000;
/** Maximum length of a line of metadata, unless it begins with a key that Inkstone knows. */
const maximumLineLength = 200;
/** Maximum length of a key before a colon. */
const maximumKeyLength = 80;

/** A key that would hold a post back, at a place where it has no effect. */
export interface StrayKey {
  readonly key: string;
  /** Line of the key in the file, or of the field that contains it. */
  readonly line: number;
}

/**
 * Finds a `draft: true` at a place where it has no effect: in a mapping or text of another
 * field, due to a wrong indent, or in metadata at the start of the body, due to an extra fence.
 * In such metadata, other keys that say that the post is not public count too: its author did
 * not mean it to be public.
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
    // Only within blocks: elsewhere `日期：2027-05-01` may be a fact about the subject of the post.
    findIn(own, (key, value) => (holdsBack(key, value, day) ? key : undefined));
  return inBody && { key: inBody.key, line: bodyLine + inBody.line };
}

function means(key: string, deciding: 'draft' | 'exclude'): boolean {
  return knownKeyOf(key) === deciding || decidingKeyLike(key, true) === deciding;
}

function saysDraft(key: string, value: string): string | undefined {
  return saysYes(value) && means(key, 'draft') ? 'draft' : undefined;
}

/** In front matter, several words before a colon are a sentence: a title may be about drafts. */
function saysDraftAlone(key: string, value: string): string | undefined {
  return /\s/.test(key) ? undefined : saysDraft(key, value);
}

function saysExclude(key: string, value: string): string | undefined {
  return saysYes(value) && means(key, 'exclude') ? 'exclude' : undefined;
}

function holdsBack(key: string, value: string, day: Day): boolean {
  return deniesPublic(key, value) || publishesLater(key, value, day);
}

/** The size of front matter is checked before; values that aliases repeat are searched once. */
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

/** Characters that editors show as a line break, but YAML does not. */
const otherBreaks = /[\v\f\u0085\u2028\u2029]/g;
const anyBreak = /[\n\r\v\f\u0085\u2028\u2029]/;

/** A comment. One behind a value is removed only if no quotes show that it may be part of JSON. */
const comment = /^([^\S\n\r]*)#.*|(?<=\s)#.*/gm;

/**
 * A colon or equals sign and one short word, with the marks that YAML, TOML, JSON and HTML put
 * around it. A run of signs matches only at its start, so that a search takes linear time.
 */
const flag = new RegExp(
  [
    /(?<![:：=])[:：=]+/,
    /[\s"'“[|>+-]*(?:[!&]\S{0,40}\s[\s"'“[|>+-]*){0,2}/,
    /([^\s"'”#}\],;:：=]{1,16})/,
    // What may follow: a time, marks, then the end of the line, a comment or the next key.
    /(?=(?:[T ]\d\d:[\d:.+Z-]*)?["'”\]}]*[^\S\n\r]*(?:($)|[#,;}\]]|\/\/|--))/,
  ]
    .map(({ source }) => source)
    .join(''),
  'gm',
);

/** The key in the text before a colon. */
const keyBefore = /[^\n\r,;{:：=]*$/;
/** A word within an address: `/post?draft`. */
const inAddress = /\S[/?&]\S*$/;

/** Finds the first key and value for which `name` returns a name. Lines are counted from 0. */
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
    // Several words in the middle of a line are a sentence, not a key.
    if (inAddress.test(key) || (lineEnd === undefined && /\s/.test(key))) continue;
    const found = name(key, value);
    if (found !== undefined)
      return { key: found, line: text.slice(0, index).split('\n').length - 1 };
  }
  return undefined;
}

/** Opening and closing lines of a block of metadata. */
const blocks: readonly (readonly [open: RegExp, close: RegExp])[] = [
  [/^(?:-{3,}|\+{3,}|={3,}|;{3,})/, /^(?:-{3,}|\+{3,}|={3,}|;{3,}|\.{3})\s*$/],
  [/^(?:`{3,}|~{3,})\s*\{?\.?(?:ya?ml|toml|json|front)/i, /^(?:`{3,}|~{3,})\s*$/],
  [/^\{/, /\}\s*$/],
  [/^<!--/, /-->/],
];
/**
 * The rest of front matter whose fence comes too early: it starts with a key that Inkstone knows.
 */
const rest: (typeof blocks)[number] = [/^/, /^(?:-{3,}|\+{3,}|\.{3})\s*$/];

const metadataLine = /^(?:-{3,}|\+{3,}|={3,}|\.{3}|\[[^\]]*\]|- .*|[^:：=]+[:：=].*)$/;

/**
 * The beginning of a body that may be metadata: blocks, marks, `key: value`, lists. `blocks` has
 * the part within blocks, which come first.
 */
function metadataOf(body: string): { readonly all: string; readonly blocks: string } {
  const lines = body.slice(0, maximumLength).split('\n', maximumLines);
  let end = 0;
  let blockEnd = 0;
  // After other lines, a block is an example, and a fence is a rule between parts of the text.
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

/** Index of the line that closes a block; -1 if the line opens none, or it is not closed. */
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
