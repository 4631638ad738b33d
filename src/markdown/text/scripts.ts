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

/** What a code unit is to {@link countScripts}. */
const kindOf = { other: 0, latin: 1, digit: 2, apostrophe: 3, han: 4, arabic: 5 } as const;

/** The kind of each code unit: one look instead of a dozen comparisons, for every letter of every body is counted. */
const kinds = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return kindOf.latin;
  if (code >= 48 && code <= 57) return kindOf.digit;
  if (code === 39 || code === 0x2019) return kindOf.apostrophe;
  if (code < 0xc0) return kindOf.other;
  if (isHanUnit(code)) return kindOf.han;
  if (isArabicUnit(code)) return kindOf.arabic;
  // Accented Latin, Greek, Cyrillic.
  return code < 0x0590 && code !== 0xd7 && code !== 0xf7 ? kindOf.latin : kindOf.other;
});

/** Adds the letters of `text` to `counts`. */
export function countScripts(text: string, counts: ScriptCounts): ScriptCounts {
  let han = 0;
  let latin = 0;
  let arabic = 0;
  let words = 0;
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const kind = kinds[text.charCodeAt(i)];
    if (kind === kindOf.han) {
      han++;
      inWord = false;
    } else if (kind === kindOf.other) {
      inWord = false;
    } else if (kind !== kindOf.apostrophe) {
      // Digits belong to words but say nothing about the language; an apostrophe inside a word does not end it: don't, l'eau.
      if (kind === kindOf.latin) latin++;
      else if (kind === kindOf.arabic) arabic++;
      if (!inWord) words++;
      inWord = true;
    }
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

/** Han, kana, CJK punctuation and full-width forms: between two of these a line break is no space. */
export function isCjkUnit(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe4f) ||
    (code >= 0xff00 && code <= 0xffef) ||
    (code >= 0xd840 && code <= 0xd88d) ||
    (code >= 0xdc00 && code <= 0xdfff) // low half of an ideograph (or of an emoji: no space needed either)
  );
}
