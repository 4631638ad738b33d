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

/** A list of all terms of a type, as a file. */
export interface TermListFile {
  /** Relative to the output folder. */
  readonly path: string;
  readonly terms: TermList;
}
