/** Letters of a text counted by script: what decides the language of a paragraph. */
export interface ScriptCounts {
  han: number;
  latin: number;
  arabic: number;
  /** Runs of Latin (or Cyrillic, Greek …) letters and digits. */
  words: number;
}

/** Han ideographs including extensions A-H; kana and Hangul are not Han. */
export const HAN = /\p{Script=Han}/u;

/** What a code unit adds to {@link ScriptCounts}, in bits. */
const inWord = 1;
/** An apostrophe inside a word does not end it: don't, l'eau. */
const keepsWord = 2;
const latinBit = 2;
const hanBit = 3;
const arabicBit = 4;

const latinLetter = inWord | (1 << latinBit);
const hanCharacter = 1 << hanBit;
const arabicLetter = inWord | (1 << arabicBit);

/** Ranges of code units. */
const ranges: readonly (readonly [trait: number, first: number, last: number])[] = [
  [latinLetter, 0x41, 0x5a],
  [latinLetter, 0x61, 0x7a],
  // Accented Latin, Greek, Cyrillic.
  [latinLetter, 0xc0, 0x058f],
  [0, 0xd7, 0xd7],
  [0, 0xf7, 0xf7],
  // Digits belong to words but say nothing about the language.
  [inWord, 0x30, 0x39],
  [keepsWord, 0x27, 0x27],
  [keepsWord, 0x2019, 0x2019],
  [hanCharacter, 0x3005, 0x3005],
  [hanCharacter, 0x3007, 0x3007],
  [hanCharacter, 0x3400, 0x4dbf],
  [hanCharacter, 0x4e00, 0x9fff],
  // High surrogates of planes 2 and 3: ideographs only, each counted once.
  [hanCharacter, 0xd840, 0xd88d],
  [hanCharacter, 0xf900, 0xfaff],
  [arabicLetter, 0x0600, 0x06ff],
  [arabicLetter, 0x0750, 0x077f],
  [arabicLetter, 0xfb50, 0xfdcf],
  [arabicLetter, 0xfdf0, 0xfdff],
  [arabicLetter, 0xfe70, 0xfeff],
];
const traits = new Uint8Array(0x10000);
for (const [trait, first, last] of ranges) traits.fill(trait, first, last + 1);

/**
 * Adds the letters of `text` to `counts`. Without branches: it runs several times over every body,
 * and a processor cannot predict the next letter.
 */
export function countScripts(text: string, counts: ScriptCounts): ScriptCounts {
  let han = 0;
  let latin = 0;
  let arabic = 0;
  let words = 0;
  let inside = 0;
  for (let i = 0; i < text.length; i++) {
    const trait = traits[text.charCodeAt(i)] ?? 0;
    words += trait & ~inside & inWord;
    inside = (trait & inWord) | ((trait >> 1) & inside);
    latin += (trait >> latinBit) & 1;
    han += (trait >> hanBit) & 1;
    arabic += trait >> arabicBit;
  }
  counts.han += han;
  counts.latin += latin;
  counts.arabic += arabic;
  counts.words += words;
  return counts;
}

export function scriptsOf(text: string): ScriptCounts {
  return countScripts(text, { han: 0, latin: 0, arabic: 0, words: 0 });
}

/**
 * Han, kana, CJK punctuation and full-width forms: between two of these a line break is no space.
 */
export function isCjkUnit(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe4f) ||
    (code >= 0xff00 && code <= 0xffef) ||
    (code >= 0xd840 && code <= 0xd88d) ||
    // The low half of an ideograph; or of an emoji, which needs no space either.
    (code >= 0xdc00 && code <= 0xdfff)
  );
}
