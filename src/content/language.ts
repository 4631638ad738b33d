/** Frequent characters that only one of the two Chinese orthographies has. */
const simplifiedOnly =
  '们这个来时说对国会发过为还进开无现长门问间东车书见话员样种从关点实应么让觉当后经动电业';
const traditionalOnly =
  '們這個來時說對國會發過為還進開無現長門問間東車書見話員樣種從關點實應麼讓覺當後經動電業';

const kindOf = { letter: 1, han: 2, simplified: 3, traditional: 4 } as const;

/**
 * What a UTF-16 code unit counts as: looking it up takes an eighth of the time of matching
 * characters (0.3 instead of 2.6 s for 10,000 posts).
 */
const kinds = new Uint8Array(0x10000);
kinds.fill(kindOf.letter, 0x41, 0x5b).fill(kindOf.letter, 0x61, 0x7b);
kinds.fill(kindOf.han, 0x3400, 0xa000);
for (const character of simplifiedOnly) kinds[character.charCodeAt(0)] = kindOf.simplified;
for (const character of traditionalOnly) kinds[character.charCodeAt(0)] = kindOf.traditional;

/** Text that is looked at: the opening of an article tells its language. */
const sampleLength = 6000;

/**
 * Tells the language of an article whose front matter does not: `en` when hardly any Han characters
 * stand in it, else simplified or traditional Chinese by characters that only one of them has. 354
 * of 9,761 real posts are traditional and none says so; the tag chooses glyph forms and fonts.
 */
export function detectLanguage(body: string, fallback: string): string {
  const counts = countScripts(body);
  if (counts.han + counts.letters < 40) return fallback;
  // An English word is about five letters, a Chinese one about two characters.
  if (counts.han * 2.5 < counts.letters * 0.1) return 'en';
  return orthography(counts) ?? fallback;
}

/**
 * Tells the language of a title or summary, which need not be its article's: a Chinese page stands
 * over English notes, an English name over a Chinese page.
 * @param articleLang of another language than Chinese or English it is the text's too: its letters
 * are not told apart here.
 * @param siteLang decides between orthographies where nothing else does.
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
 * The Chinese of a site whose texts do not tell: its own, or simplified where it is of another
 * language.
 */
export function chineseOf(siteLang: string): string {
  return siteLang.startsWith('zh') ? siteLang : 'zh-Hans';
}

interface ScriptCounts {
  readonly letters: number;
  readonly han: number;
  /** Han characters that only one orthography has. */
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
