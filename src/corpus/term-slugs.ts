import { pinyin } from 'pinyin-pro';
import { shortHash, slugify } from '../content/slug.ts';
import type { TermType } from '../content/terms.ts';
import { memoize } from '../shared/memoize.ts';
import { foldPath } from '../shared/path-claims.ts';
import type { AliasTable } from './aliases.ts';
import { addressesOf, keysOf, type PublishedTerm } from './published-addresses.ts';

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

/**
 * Removes the tone of a syllable. pinyin-pro can do so itself (`toneType: 'none'`, `v`), but that
 * takes as long as the reading; here each of about 1,500 syllables is done once.
 */
const toneless = memoize((syllable) =>
  // v stands for ü, which URLs cannot hold. Han characters without a reading stay.
  syllable
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0304\u030c]/g, '')
    .normalize('NFC')
    .replace(/ü/g, 'v'),
);

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

/** What earlier builds have published of the terms of a type. */
export interface SlugMemory {
  /** The slug of the page that a term had, by its key. */
  readonly slugs: ReadonlyMap<string, string>;
  /** The key of the term that an address belongs to, page or redirect, by its folded slug. */
  readonly owners: ReadonlyMap<string, string>;
}

const noMemory: SlugMemory = { slugs: new Map(), owners: new Map() };

/**
 * What slugs of terms must keep of what was published of their type.
 * @param isThere whether there is a term of a key.
 */
export function slugMemoryOf(
  type: TermType,
  published: readonly PublishedTerm[],
  aliases: AliasTable,
  isThere: (key: string) => boolean,
): SlugMemory {
  const slugs = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const term of published) {
    if (term.type !== type) continue;
    const key = keysOf(term)
      .map((one) => aliases.keyOf(type, one))
      .find(isThere);
    if (key === undefined) continue;
    if (key === term.key) slugs.set(key, term.slug);
    for (const slug of addressesOf(term)) owners.set(foldPath(slug), key);
  }
  return { slugs, owners };
}

/**
 * Assigns slugs to the terms of a type, which come oldest first. If several want the same slug, the
 * first gets it and the others get a suffix that depends only on their key. So a new term never
 * changes the address of an older one.
 * @param memory a term whose name asks for the slug that it had keeps it, and no other gets it.
 */
export function assignSlugs(
  terms: readonly { readonly key: string; readonly name: string; readonly latin?: string }[],
  { slugs: known, owners }: SlugMemory = noMemory,
): ReadonlyMap<string, string> {
  const slugs = new Map<string, string>();
  const taken = new Map(owners);
  for (const { key, name, latin } of terms) {
    const asked = termSlug(name, latin);
    const other = `${asked}-${shortHash(key)}`;
    const had = known.get(key);
    const owner = taken.get(foldPath(asked)) ?? key;
    const slug = had === other || owner !== key ? other : asked;
    taken.set(foldPath(slug), key);
    slugs.set(key, slug);
  }
  return slugs;
}
