/**
 * A count of articles as scores use it, rounded down to a quarter of a doubling: one article more
 * must not change which terms and articles are listed on pages of others.
 */
export function steadyCount(count: number): number {
  return 2 ** (Math.floor(4 * Math.log2(count)) / 4);
}
