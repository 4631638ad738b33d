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

/** Adds the letters of `text` to `counts`. One pass over code units: it runs over every body. */
export function countScripts(text: string, counts: ScriptCounts): ScriptCounts {
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) {
      counts.latin++;
    } else if (code >= 48 && code <= 57) {
      // Digits belong to words but say nothing about the language.
    } else if (code < 0xc0) {
      // An apostrophe inside a word does not end it: don't, l'eau.
      if (code !== 39 || !inWord) inWord = false;
      continue;
    } else if (isHanUnit(code)) {
      counts.han++;
      inWord = false;
      continue;
    } else if (isArabicUnit(code)) {
      counts.arabic++;
    } else if (code < 0x0590 && code !== 0xd7 && code !== 0xf7) {
      counts.latin++; // accented Latin, Greek, Cyrillic
    } else {
      if (code !== 0x2019 || !inWord) inWord = false;
      continue;
    }
    if (!inWord) {
      inWord = true;
      counts.words++;
    }
  }
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
