/** All terms of a type for the box that filters. Fetched on first use. */
export type TermList = readonly TermListEntry[];

/** Pinyin has a space between syllables and is empty or absent for names without Han characters. */
export type TermListEntry = readonly [
  name: string,
  href: string,
  count: number,
  pinyin?: string,
  ...aliases: string[],
];

/**
 * The addresses of the parts of a long list, by the first letters that they may have (`lettersOf`),
 * in order: a post more changes few of them.
 */
export type TermListParts = Readonly<Record<string, string>>;

/** A list of all terms of a type, or a part of it, as a file. */
export interface TermListFile {
  /** Relative to the output folder. */
  readonly path: string;
  readonly terms: TermList | TermListParts;
}
