import { characterClass, classOf } from './characters.ts';
import { maximumWordLength } from './format.ts';

/** A part of folded text that is looked up as a unit. Offsets are UTF-16 code units. */
export interface Token {
  readonly kind: 'han' | 'word' | 'symbol';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const kinds = { 1: 'han', 2: 'word', 3: 'symbol' } as const;

/**
 * Divides folded text into Han runs, words and single symbols (emoji); everything else separates
 * them. For queries: the build has a faster loop in `PostAnalyser`.
 */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const found = classAt(text, at);
    const start = at;
    at += unitsAt(text, at);
    if (found === characterClass.other) continue;
    while (found !== characterClass.symbol && at < text.length && classAt(text, at) === found) {
      at += unitsAt(text, at);
    }
    tokens.push({ kind: kinds[found], text: text.slice(start, at), start, end: at });
  }
  return tokens;
}

function classAt(text: string, at: number) {
  return classOf(text.codePointAt(at) ?? 0);
}

function unitsAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** The key of a folded word: its beginning, if it is longer than `maximumWordLength`. */
export function wordKey(word: string): string {
  return word.length <= maximumWordLength ? word : word.slice(0, maximumWordLength).toWellFormed();
}

/**
 * The key of a Han pair, or of one character (`second` 0), which so sorts before its pairs. Both
 * must lie in the Basic Multilingual Plane.
 */
export function hanKey(first: number, second = 0): number {
  return ((first << 16) | second) >>> 0;
}
