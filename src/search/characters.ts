/**
 * Classes of characters. Build and query use the same ones to find where words and Han runs begin
 * and end.
 */
export const characterClass = { other: 0, han: 1, word: 2, symbol: 3 } as const;

export type CharacterClass = (typeof characterClass)[keyof typeof characterClass];

/** Scripts written without spaces between words. Hangul too: runs of it are looked up like Han. */
const unspacedScripts = 'Han Hiragana Katakana Hangul Bopomofo Thai Lao Khmer Myanmar'.split(' ');
/** Also `ー`, which lengthens a vowel in both kana scripts and so belongs to neither. */
const unspaced = new RegExp(
  `[${unspacedScripts.map((script) => `\\p{Script=${script}}`).join('')}ー]`,
  'u',
);
const wordPart = /[\p{L}\p{N}\p{M}]/u;
const symbolPart = /[\p{So}\p{Extended_Pictographic}]/u;

function classify(codePoint: number): CharacterClass {
  const text = String.fromCodePoint(codePoint);
  if (unspaced.test(text)) return characterClass.han;
  if (wordPart.test(text)) return characterClass.word;
  return symbolPart.test(text) ? characterClass.symbol : characterClass.other;
}

/** Classes of the Basic Multilingual Plane. Made on first use, which takes 3 ms. */
let basicPlane: Uint8Array | undefined;

/**
 * The class of each code point below 0x10000, for loops in which a call per character is too slow.
 */
export function basicPlaneClasses(): Uint8Array {
  if (!basicPlane) {
    basicPlane = new Uint8Array(0x10000);
    for (let code = 0; code < 0x10000; code++) basicPlane[code] = classify(code);
    // A lone surrogate has no class; a pair has the class of the character that it encodes.
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
