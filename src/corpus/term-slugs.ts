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

/** Replaces Han characters by pinyin: `人工智能` → `ren gong zhi neng`. */
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
 * Removes the tone of a syllable. pinyin-pro can do so itself (`toneType: 'none'`, `v`), but that
 * takes as long as the reading; here each of about 1,500 syllables is done once.
 */
function toneless(syllable: string): string {
  let plain = tonelessSyllables.get(syllable);
  if (plain === undefined) {
    // v stands for ü, which URLs cannot hold. Han characters without a reading stay.
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
 * The key by which names are sorted and grouped: Latin letters without accents, brackets and
 * quotes, so that `《红楼梦》` stands under H and `Ångström` under A.
 * @param romanised pass it if known already.
 */
export function sortKeyOf(name: string, romanised = romanise(name)): string {
  const latin = romanised.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  const key = latin.replace(/[^\p{L}\p{N}#+]+/gu, ' ').trim();
  return key === '' ? latin.trim() : key;
}

/**
 * The slug of a term if no other wants it: romanised, lower case, words joined by hyphens.
 * @param latin the romanised name; pass it if known already.
 */
export function termSlug(name: string, latin = romanise(name)): string {
  let text = latin;
  if (/[#+&%@._/]/.test(text)) {
    for (const [symbol, word] of spokenSymbols) text = text.replace(symbol, word);
  }
  return slugify(text.trim()) || `t-${shortHash(name)}`;
}

/**
 * Assigns slugs to the terms of a type, which come oldest first. If several want the same slug, the
 * first gets it and the others get a suffix that depends only on their key. So a new term never
 * changes the address of an older one.
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
