import { characterClass, classOf } from './characters.ts';
import { maximumWordLength } from './format.ts';

/** A stretch of folded text that is looked up as one thing. */
export interface Token {
  readonly kind: 'han' | 'word' | 'symbol';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const kinds = { 1: 'han', 2: 'word', 3: 'symbol' } as const;

/**
 * Divides folded text into Han runs, words and single symbols (emoji); all else separates. For
 * queries; the index build has a loop of its own.
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

/** The key of a word. */
export function wordKey(word: string): string {
  return word.length <= maximumWordLength ? word : word.slice(0, maximumWordLength).toWellFormed();
}

/**
 * Number of a Han key: two characters of the basic plane, or one with zero after it, which
 * therefore sorts before its pairs.
 */
export function hanKey(first: number, second = 0): number {
  return ((first << 16) | second) >>> 0;
}
