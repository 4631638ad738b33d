import type { Glossary, GlossaryEntry } from '../corpus/glossary.ts';
import type { GlossSource } from '../corpus/glossary-draft.ts';
import type { Links } from './links.ts';

/** Maximum bytes of entries on one page; the whole page then stays below 300 KB. */
const maximumPartBytes = 260_000;

/** Letters of slugs, in order; other characters are written as their numbers. */
const alphabet = '-0123456789abcdefghijklmnopqrstuvwxyz';

/** One page of the glossary. */
export interface GlossaryPart {
  /** `''` for the start page; else the first letters of its entries, e.g. `a` or `zh`. */
  readonly name: string;
  /** Entries in the order of the glossary. */
  readonly entries: readonly GlossaryEntry[];
}

/** The pages of a glossary, and the page of each entry. */
export interface GlossaryParts {
  /** The start page first, which has entries only if it has all of them; then others by name. */
  readonly parts: readonly GlossaryPart[];
  /** Address of an entry: a page with a fragment. */
  readonly hrefOf: (entry: GlossaryEntry) => string;
}

interface KeyedEntry {
  readonly entry: GlossaryEntry;
  readonly key: string;
  readonly bytes: number;
}

/**
 * Spreads a glossary over pages: all entries on one page, or one page for each initial. A page that
 * is too long is divided in the middle of the alphabet, again and again. The first half keeps its
 * name, and cuts depend on the alphabet alone: the address of an entry changes only if the entry is
 * in the second half of a page that grew too long.
 * @param bytesOf upper bound of an entry's HTML in bytes.
 */
export function divideGlossary(
  { entries }: Glossary,
  links: Links,
  bytesOf: (entry: GlossaryEntry) => number,
  maximumBytes = maximumPartBytes,
): GlossaryParts {
  const keyed = entries.map((entry) => ({
    entry,
    key: keyOf(entry.slug),
    bytes: bytesOf(entry),
  }));
  const parts: GlossaryPart[] = [];
  // Made once, as every gloss of every article needs them.
  const hrefs = new Map<GlossaryEntry, string>();
  const print = (name: string, own: readonly KeyedEntry[]): void => {
    for (const { entry } of own) hrefs.set(entry, links.glossaryEntry(entry.slug, name));
    parts.push(Object.freeze({ name, entries: own.map(({ entry }) => entry) }));
  };
  /**
   * @param own entries that start with `prefix`, followed by a letter from `low` up to, but not
   * including, `high`.
   */
  const divide = (
    name: string,
    prefix: string,
    low: number,
    high: number,
    own: readonly KeyedEntry[],
  ): void => {
    if (own.length === 0) return;
    const isOver = own.every(({ key }) => key.length <= prefix.length);
    if (isOver || totalBytes(own) <= maximumBytes) print(name, own);
    else if (high - low === 1) divide(name, prefix + alphabet.charAt(low), 0, alphabet.length, own);
    else {
      const middle = Math.floor((low + high) / 2);
      const first: KeyedEntry[] = [];
      const second: KeyedEntry[] = [];
      for (const one of own) {
        if (letterAt(one.key, prefix.length) < middle) first.push(one);
        else second.push(one);
      }
      divide(name, prefix, low, middle, first);
      divide(prefix + alphabet.charAt(middle), prefix, middle, high, second);
    }
  };
  if (totalBytes(keyed) <= maximumBytes) print('', keyed);
  else {
    print('', []);
    const byInitial = new Map<string, KeyedEntry[]>(
      Array.from(alphabet, (initial) => [initial, []]),
    );
    for (const one of keyed) byInitial.get(one.key.charAt(0))?.push(one);
    for (const [initial, own] of byInitial) divide(initial, initial, 0, alphabet.length, own);
  }
  return Object.freeze({
    parts,
    hrefOf: (entry: GlossaryEntry) => hrefs.get(entry) ?? links.glossaryEntry(entry.slug),
  });
}

/**
 * Writes a slug in letters of the alphabet; one that does not start with a letter starts with `0`.
 */
function keyOf(slug: string): string {
  const key = slug.replace(/[^-0-9a-z]/gu, (letter) => letter.codePointAt(0)?.toString(16) ?? '');
  return /^[a-z]/.test(slug) ? key : `0${key}`;
}

function letterAt(key: string, place: number): number {
  return Math.max(0, alphabet.indexOf(key.charAt(place)));
}

function totalBytes(entries: readonly KeyedEntry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Upper bound of an entry's HTML in bytes: its words, and a link for each post that it names. */
export function glossaryEntryBytes(entry: GlossaryEntry): number {
  const { term, names, aliases, definitions, sources } = entry;
  let bytes = 400 + textBytes(term);
  for (const name of names) bytes += textBytes(name);
  for (const alias of aliases) bytes += textBytes(alias);
  for (const definition of definitions) {
    bytes += textBytes(definition.text) + linkBytes(definition.sources);
  }
  return definitions.length > 0 ? bytes : bytes + linkBytes(sources);
}

function textBytes(text: string): number {
  return 60 + utf8Bytes(text);
}

function linkBytes(sources: readonly GlossSource[]): number {
  let bytes = 0;
  for (const { article } of sources) {
    const { address, title } = article.post;
    bytes += 75 + utf8Bytes(title);
    for (const segment of address.split('/')) bytes += encodedBytes(segment);
  }
  return bytes;
}

/** Bytes after percent-encoding, which makes three of each byte that is not ASCII. */
function encodedBytes(segment: string): number {
  const bytes = utf8Bytes(segment);
  return bytes === segment.length ? bytes : 3 * bytes;
}

function utf8Bytes(text: string): number {
  return Buffer.byteLength(text);
}
