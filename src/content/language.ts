/** Frequent characters that only one of the two Chinese orthographies has. */
const simplifiedOnly = new Set(
  '们这个来时说对国会发过为还进开无现长门问间东车书见话员样种从关点实应么让觉当后经动电业',
);
const traditionalOnly = new Set(
  '們這個來時說對國會發過為還進開無現長門問間東車書見話員樣種從關點實應麼讓覺當後經動電業',
);

/** Text that is looked at: the opening of an article tells its language. */
const sampleLength = 6000;

/**
 * Tells the language of an article whose front matter does not: `en` when hardly any Han characters stand in it, else simplified
 * or traditional Chinese by characters that only one of them has. 354 of 9,761 real posts are traditional and none says so;
 * the tag chooses glyph forms and fonts.
 */
export function detectLanguage(body: string, fallback: string): string {
  const sample = body.slice(0, sampleLength);
  let han = 0;
  let letters = 0;
  let simplified = 0;
  let traditional = 0;
  for (const character of sample) {
    if (character >= '\u3400' && character <= '\u9fff') {
      han++;
      if (simplifiedOnly.has(character)) simplified++;
      else if (traditionalOnly.has(character)) traditional++;
    } else if (/[a-z]/i.test(character)) letters++;
  }
  if (han + letters < 40) return fallback;
  // An English word is about five letters, a Chinese one about two characters.
  if (han * 2.5 < letters * 0.1) return 'en';
  if (traditional > simplified) return 'zh-Hant';
  if (simplified > traditional) return 'zh-Hans';
  return fallback;
}
