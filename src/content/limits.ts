/**
 * What the front matter of a post may hold (docs/writing.md). Real posts stay far below: keys up to
 * 36, titles up to 102 characters, summaries up to 858, lists up to 130 names, values up to 300.
 * Lengths are in UTF-16 code units.
 */
export const frontMatterLimits = {
  /** Between the fences. */
  length: 256 * 1024,
  keys: 200,
  keyLength: 100,
  /** Of a name in a list, a title, an address, and whatever else is no prose. */
  textLength: 2_000,
  /** Of the texts that are written in sentences. */
  proseLength: 20_000,
  /** Names in a list. */
  listLength: 1_000,
  /** Texts, numbers, lists and mappings, as often as they would be written out. */
  values: 20_000,
  depth: 32,
} as const;

/** A limit as messages and docs write it. */
export function formatLimit(limit: number): string {
  return limit.toLocaleString('en-US');
}
