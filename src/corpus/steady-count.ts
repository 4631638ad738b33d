/**
 * A count of articles as scores use it, rounded down: one article more must not change which terms
 * and articles are listed on pages of others.
 * @param steps values from each power of two to the next.
 */
export function steadyCount(count: number, steps: number): number {
  return 2 ** (Math.floor(steps * Math.log2(count)) / steps);
}
