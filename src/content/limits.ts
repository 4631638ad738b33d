/**
 * Limits of a post's front matter (docs/writing.md). Real posts stay far below: up to 36 keys,
 * titles of 102 characters, summaries of 858, lists of 130 names, 300 values. Lengths are in
 * UTF-16 code units.
 */
export const frontMatterLimits = {
  /** Of the text between the fences. */
  length: 256 * 1024,
  keys: 200,
  keyLength: 100,
  /** Of names in lists, titles, addresses, and other texts that are no prose. */
  textLength: 2_000,
  /** Of texts in sentences. */
  proseLength: 20_000,
  /** Names in a list. */
  listLength: 1_000,
  /** Of texts, numbers, lists and mappings, with aliases expanded. */
  values: 20_000,
  depth: 32,
} as const;

/** Formats a limit for messages and documents. */
export function formatLimit(limit: number): string {
  return limit.toLocaleString('en-US');
}
