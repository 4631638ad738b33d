import type { Glossary, GlossaryEntry } from '../corpus/glossary.ts';
import type { GlossSource } from '../corpus/glossary-draft.ts';
import { lettersOf, lettersOfSlugs as letters } from '../shared/letters-of-slug.ts';
import type { Links } from './links.ts';

/** Maximum bytes of entries on one page; the whole page then stays below 300 KB. */
const maximumPartBytes = 260_000;

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
 * Spreads a glossary over pages: all entries on one page, or one page for each initial, divided
 * further as `divideByLetters` does.
 * @param bytesOf upper bound of an entry's HTML in bytes.
 */
export function divideGlossary(
  glossary: Glossary,
  links: Links,
  bytesOf: (entry: GlossaryEntry) => number,
  maximumBytes = maximumPartBytes,
): GlossaryParts {
  const parts = divideByLetters(glossary, bytesOf, maximumBytes);
  // Made once, as every gloss of every article needs them.
  const hrefs = new Map<GlossaryEntry, string>();
  for (const { name, entries } of parts) {
    for (const entry of entries) hrefs.set(entry, links.glossaryEntry(entry.slug, name));
  }
  return Object.freeze({
    parts,
    hrefOf: (entry: GlossaryEntry) => hrefs.get(entry) ?? links.glossaryEntry(entry.slug),
  });
}

/**
 * Divides a glossary by initials, and what is too long in the middle of the alphabet, again and
 * again. The first half keeps its name, and cuts depend on the alphabet alone: an entry changes its
 * part only if it is in the second half of one that grew too long. The part of an entry is the last
 * whose name is not behind `lettersOf` its slug.
 * @returns a part without a name, which has entries only if it has all of them; then others by
 * name.
 */
export function divideByLetters(
  { entries }: Glossary,
  bytesOf: (entry: GlossaryEntry) => number,
  maximumBytes: number,
): readonly GlossaryPart[] {
  const keyed = entries.map((entry) => ({
    entry,
    key: lettersOf(entry.slug),
    bytes: bytesOf(entry),
  }));
  const parts: GlossaryPart[] = [];
  const print = (name: string, own: readonly KeyedEntry[]): void => {
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
    else if (high - low === 1) divide(name, prefix + letters.charAt(low), 0, letters.length, own);
    else {
      const middle = Math.floor((low + high) / 2);
      const first: KeyedEntry[] = [];
      const second: KeyedEntry[] = [];
      for (const one of own) {
        if (letterAt(one.key, prefix.length) < middle) first.push(one);
        else second.push(one);
      }
      divide(name, prefix, low, middle, first);
      divide(prefix + letters.charAt(middle), prefix, middle, high, second);
    }
  };
  if (totalBytes(keyed) <= maximumBytes) print('', keyed);
  else {
    print('', []);
    const byInitial = new Map<string, KeyedEntry[]>(
      Array.from(letters, (initial) => [initial, []]),
    );
    for (const one of keyed) byInitial.get(one.key.charAt(0))?.push(one);
    for (const [initial, own] of byInitial) divide(initial, initial, 0, letters.length, own);
  }
  return parts;
}

function letterAt(key: string, place: number): number {
  return Math.max(0, letters.indexOf(key.charAt(place)));
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
