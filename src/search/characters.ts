/**
 * What a character is to the index: the same table tells build and query where words and Han runs
 * begin and end.
 */
export const characterClass = { other: 0, han: 1, word: 2, symbol: 3 } as const;

export type CharacterClass = (typeof characterClass)[keyof typeof characterClass];

/**
 * Scripts that are written without spaces between words; Hangul and kana runs are looked up like
 * Han runs.
 */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
const wordPart = /[\p{L}\p{N}\p{M}]/u;
const symbolPart = /[\p{So}\p{Extended_Pictographic}]/u;

function classify(codePoint: number): CharacterClass {
  const text = String.fromCodePoint(codePoint);
  if (unspaced.test(text)) return characterClass.han;
  if (wordPart.test(text)) return characterClass.word;
  return symbolPart.test(text) ? characterClass.symbol : characterClass.other;
}

/** Classes of the basic plane, filled on first use: 3 ms. */
let basicPlane: Uint8Array | undefined;

/** The table for code points below 0x10000, for loops that cannot afford a call per character. */
export function basicPlaneClasses(): Uint8Array {
  if (!basicPlane) {
    basicPlane = new Uint8Array(0x10000);
    for (let code = 0; code < 0x10000; code++) basicPlane[code] = classify(code);
    // A surrogate half alone is nothing; pairs are classified as what they encode.
    basicPlane.fill(characterClass.other, 0xd800, 0xe000);
  }
  return basicPlane;
}

const others = new Map<number, CharacterClass>();

/** The class of any code point. */
export function classOf(codePoint: number): CharacterClass {
  if (codePoint < 0x10000) return basicPlaneClasses()[codePoint] as CharacterClass;
  let found = others.get(codePoint);
  if (found === undefined) others.set(codePoint, (found = classify(codePoint)));
  return found;
}
