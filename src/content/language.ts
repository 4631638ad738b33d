/** Frequent characters that are used in one of the two Chinese orthographies only. */
const simplifiedOnly =
  '们这个来时说对国会发过为还进开无现长门问间东车书见话员样种从关点实应么让觉当后经动电业';
const traditionalOnly =
  '們這個來時說對國會發過為還進開無現長門問間東車書見話員樣種從關點實應麼讓覺當後經動電業';

const kindOf = { letter: 1, han: 2, simplified: 3, traditional: 4 } as const;

/**
 * Kind of each UTF-16 code unit. A table takes an eighth of the time of matching characters (0.3
 * rather than 2.6 s for 10,000 posts).
 */
const kinds = new Uint8Array(0x10000);
kinds.fill(kindOf.letter, 0x41, 0x5b).fill(kindOf.letter, 0x61, 0x7b);
kinds.fill(kindOf.han, 0x3400, 0xa000);
for (const character of simplifiedOnly) kinds[character.charCodeAt(0)] = kindOf.simplified;
for (const character of traditionalOnly) kinds[character.charCodeAt(0)] = kindOf.traditional;

/** Code units that are examined: the beginning of an article shows its language. */
const sampleLength = 6000;

/**
 * Detects the language of an article without `lang`: `en` if it has hardly any Han characters, else
 * simplified or traditional Chinese, by characters that only one of them has. The tag decides on
 * glyphs and fonts. Of 9,761 real posts 354 are traditional, and none has `lang`.
 */
export function detectLanguage(body: string, fallback: string): string {
  const counts = countScripts(body);
  if (counts.han + counts.letters < 40) return fallback;
  // An English word has about five letters, a Chinese one about two characters.
  if (counts.han * 2.5 < counts.letters * 0.1) return 'en';
  return orthography(counts) ?? fallback;
}

/**
 * Detects the language of a title or summary, which may differ from its article's: English notes
 * may have a Chinese title, a Chinese article an English name.
 * @param articleLang returned as it is if it is neither Chinese nor English, as other
 * languages are not detected.
 * @param siteLang decides between orthographies if the text does not.
 */
export function languageOfText(text: string, articleLang: string, siteLang: string): string {
  const isChinese = articleLang.startsWith('zh');
  if (!isChinese && !articleLang.startsWith('en')) return articleLang;
  const counts = countScripts(text);
  if (counts.han === 0) return isChinese && counts.letters > 0 ? 'en' : articleLang;
  const known = orthography(counts);
  if (known !== undefined) return known;
  return isChinese ? articleLang : chineseOf(siteLang);
}

/**
 * The orthography of a site's Chinese texts if they do not show it: that of the site's
 * language, or simplified.
 */
export function chineseOf(siteLang: string): string {
  return siteLang.startsWith('zh') ? siteLang : 'zh-Hans';
}

interface ScriptCounts {
  readonly letters: number;
  readonly han: number;
  /** Number of Han characters that only one orthography has. */
  readonly simplified: number;
  readonly traditional: number;
}

function countScripts(text: string): ScriptCounts {
  const units = new Uint32Array(5);
  const end = Math.min(text.length, sampleLength);
  for (let at = 0; at < end; at++) {
    const kind = kinds[text.charCodeAt(at)] ?? 0;
    units[kind] = (units[kind] ?? 0) + 1;
  }
  const [, letters = 0, otherHan = 0, simplified = 0, traditional = 0] = units;
  return { letters, han: otherHan + simplified + traditional, simplified, traditional };
}

function orthography({ simplified, traditional }: ScriptCounts): string | undefined {
  if (traditional > simplified) return 'zh-Hant';
  return simplified > traditional ? 'zh-Hans' : undefined;
}
