import { ByteReader, ByteWriter } from './bytes.ts';
import { characterClass, classOf } from './characters.ts';
import { withoutInvisible } from './invisible.ts';

/**
 * Maps a character to the one it is looked up as, e.g. traditional to simplified Han. Both have the
 * same length in UTF-16.
 */
export type VariantTable = ReadonlyMap<string, string>;

/**
 * The table for worker threads and the index: the characters, each as its distance to the one
 * before, then their replacements. Deflated, it takes half as much as pairs in UTF-8.
 */
export function encodeVariants(variants: VariantTable): Uint8Array {
  const writer = new ByteWriter();
  const pairs = [...variants]
    .map(([from, to]) => [from.charCodeAt(0), to.charCodeAt(0)] as const)
    .sort(([a], [b]) => a - b);
  let before = 0;
  writer.list(pairs, ([from]) => {
    writer.varint(from - before);
    before = from;
  });
  writer.numbers(pairs.map(([, to]) => to));
  return writer.view();
}

/** Reads what {@link encodeVariants} returns. @throws {RangeError} when the bytes end early. */
export function decodeVariants(bytes: Uint8Array): VariantTable {
  const reader = new ByteReader(bytes);
  let before = 0;
  const froms = reader.list(() => (before += reader.varint()));
  const replacements = reader.numbers(froms.length);
  return new Map(
    froms.map((from, at) => [
      String.fromCharCode(from),
      String.fromCharCode(replacements[at] ?? from),
    ]),
  );
}

const needsNormalising = /[^\n -~\u3001\u3002\u300a-\u300f\u2014\u2018-\u201d\u4e00-\u9fff]/;

/**
 * Folds width and case: NFKC, lower case, NFKC again because lower-casing can decompose, and `ς` to
 * `σ`, since lower-casing chooses between them by the neighbours. Whoever changes this looks at
 * `foldTerm` too, and raises `formatVersion`: scripts of older pages fold as before.
 */
export function foldCharacters(text: string, variants?: VariantTable): string {
  const lower = needsNormalising.test(text)
    ? text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll('ς', 'σ')
    : text.toLowerCase();
  return variants && variants.size > 0 ? replaceVariants(lower, variants) : lower;
}

/**
 * The tables as arrays over the Basic Multilingual Plane, 0 for no replacement: faster, and every
 * Han character of the corpus is looked up.
 */
const codeTables = new WeakMap<VariantTable, Uint16Array>();

function codeTable(variants: VariantTable): Uint16Array {
  let codes = codeTables.get(variants);
  if (!codes) {
    codes = new Uint16Array(0x10000);
    for (const [from, to] of variants) codes[from.charCodeAt(0)] = to.charCodeAt(0);
    codeTables.set(variants, codes);
  }
  return codes;
}

function replaceVariants(text: string, variants: VariantTable): string {
  const codes = codeTable(variants);
  let result = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = codes[text.charCodeAt(at)] as number;
    if (code === 0) continue;
    result += text.slice(from, at) + String.fromCharCode(code);
    from = at + 1;
  }
  return from === 0 ? text : result + text.slice(from);
}

/**
 * Folds a text for comparison: width and case as above, no invisible marks, runs of white space as
 * one space, and no space between Han and Latin, since `AI 时代` and `AI时代` are the same words. Line
 * breaks stay: no phrase runs from one paragraph into the next.
 */
export function foldText(text: string, variants?: VariantTable): string {
  return foldSpaces(foldCharacters(withoutInvisible(text), variants));
}

/** White space that folding joins or drops. */
export const spaceRun = /[^\S\n]+/g;

function foldSpaces(text: string): string {
  return text.replace(spaceRun, (run, at: number) => foldedSpace(text, at, at + run.length));
}

/** The folded form of the white space between two positions. */
export function foldedSpace(text: string, start: number, end: number): '' | ' ' {
  return isTypesetting(text, start, end) ? '' : ' ';
}

/** Whether the white space between two positions separates Han from Latin letters or digits. */
function isTypesetting(text: string, start: number, end: number): boolean {
  const before = classBefore(text, start);
  const after = end < text.length ? classOf(text.codePointAt(end) ?? 0) : characterClass.other;
  return (
    (before === characterClass.han && after === characterClass.word) ||
    (before === characterClass.word && after === characterClass.han)
  );
}

/** The class of the character before a position; `other` at the start. */
export function classBefore(text: string, end: number): number {
  if (end === 0) return characterClass.other;
  const low = text.charCodeAt(end - 1);
  const paired = low >= 0xdc00 && low < 0xe000 && end > 1;
  return classOf(text.codePointAt(paired ? end - 2 : end - 1) ?? 0);
}
