import { pinyin } from 'pinyin-pro';
import { shortHash, slugify } from '../content/slug.ts';
import { foldPath } from '../shared/path-claims.ts';

const spokenSymbols: readonly (readonly [RegExp, string])[] = [
  [/#/g, ' sharp '],
  [/\+/g, ' plus '],
  [/&/g, ' and '],
  [/%/g, ' percent '],
  [/@/g, ' at '],
  [/[._/]/g, ' '],
];

/** Writes a name in Latin letters where it has Han characters: `人工智能` → `ren gong zhi neng`. */
export function romanise(name: string): string {
  const text = name.normalize('NFKC');
  if (!/\p{Script=Han}/u.test(text)) return text;
  return text.replace(/\p{Script=Han}+/gu, (run) => {
    let latin = ' ';
    for (const syllable of pinyin(run, { type: 'array' })) latin += `${toneless(syllable)} `;
    return latin;
  });
}

const tonelessSyllables = new Map<string, string>();

/**
 * A syllable without its tone. What pinyin-pro does with `toneType: 'none'` and `v` takes as long
 * as the reading itself, and there are about 1,500 syllables.
 */
function toneless(syllable: string): string {
  let plain = tonelessSyllables.get(syllable);
  if (plain === undefined) {
    // v: ü has no place in a URL. Han characters that have no reading stay as they are.
    plain = syllable
      .normalize('NFD')
      .replace(/[\u0300\u0301\u0304\u030c]/g, '')
      .normalize('NFC')
      .replace(/ü/g, 'v');
    tonelessSyllables.set(syllable, plain);
  }
  return plain;
}

/**
 * What a name is sorted and grouped by: Latin letters without accents, brackets and quotes, so that
 * `《红楼梦》` stands under H and `Ångström` under A.
 * @param romanised the romanised name, where it is known already.
 */
export function sortKeyOf(name: string, romanised = romanise(name)): string {
  const latin = romanised.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  const key = latin.replace(/[^\p{L}\p{N}#+]+/gu, ' ').trim();
  return key === '' ? latin.trim() : key;
}

/**
 * The slug a term would have if it were alone: romanised, lower case, words joined by hyphens.
 * @param latin the romanised name, where it is known already.
 */
export function termSlug(name: string, latin = romanise(name)): string {
  let text = latin;
  if (/[#+&%@._/]/.test(text)) {
    for (const [symbol, word] of spokenSymbols) text = text.replace(symbol, word);
  }
  return slugify(text.trim()) || `t-${shortHash(name)}`;
}

/**
 * Gives each term of a type its slug. Where several want the same one, the first keeps it and the
 * others get a suffix that depends on their key alone; terms come oldest first, so a new term never
 * changes the address of an old one.
 */
export function assignSlugs(
  terms: readonly { readonly key: string; readonly name: string; readonly latin?: string }[],
): ReadonlyMap<string, string> {
  const slugs = new Map<string, string>();
  const taken = new Set<string>();
  for (const { key, name, latin } of terms) {
    let slug = termSlug(name, latin);
    if (taken.has(foldPath(slug))) slug = `${slug}-${shortHash(key)}`;
    taken.add(foldPath(slug));
    slugs.set(key, slug);
  }
  return slugs;
}
