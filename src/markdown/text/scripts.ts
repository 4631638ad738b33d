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

/** True for the code units of Han characters; surrogates count once, at the high half. */
function isHanUnit(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xd840 && code <= 0xd88d) || // high surrogates of planes 2 and 3: ideographs only
    code === 0x3005 ||
    code === 0x3007
  );
}

function isArabicUnit(code: number): boolean {
  return (
    (code >= 0x0600 && code <= 0x06ff) ||
    (code >= 0x0750 && code <= 0x077f) ||
    (code >= 0xfb50 && code <= 0xfdcf) ||
    (code >= 0xfdf0 && code <= 0xfdff) ||
    (code >= 0xfe70 && code <= 0xfeff)
  );
}

/** What a code unit adds to {@link ScriptCounts}, in bits. */
const inWord = 1;
/** An apostrophe inside a word does not end it: don't, l'eau. */
const keepsWord = 2;
const latinBit = 2;
const hanBit = 3;
const arabicBit = 4;

const traits = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  const latin = inWord | (1 << latinBit);
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return latin;
  // Digits belong to words but say nothing about the language.
  if (code >= 48 && code <= 57) return inWord;
  if (code === 39 || code === 0x2019) return keepsWord;
  if (code < 0xc0) return 0;
  if (isHanUnit(code)) return 1 << hanBit;
  if (isArabicUnit(code)) return inWord | (1 << arabicBit);
  // Accented Latin, Greek, Cyrillic.
  return code < 0x0590 && code !== 0xd7 && code !== 0xf7 ? latin : 0;
});

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
