import { compareText } from '../shared/compare-text.ts';

/**
 * Picks the spelling that is shown: the most frequent; among equals one with capitals, then one
 * with spaces rather than hyphens, then the shorter, then the first by code units, so that the
 * choice never depends on the order of posts.
 */
export function bestSpelling(counts: ReadonlyMap<string, number>): string {
  let best: readonly [string, number] | undefined;
  for (const one of counts) if (!best || compareSpellings(one, best) < 0) best = one;
  if (!best) throw new RangeError('bestSpelling needs at least one spelling.');
  return best[0];
}

function compareSpellings(
  [a, countA]: readonly [string, number],
  [b, countB]: readonly [string, number],
): number {
  return (
    countB - countA ||
    Number(/\p{Lu}/u.test(b)) - Number(/\p{Lu}/u.test(a)) ||
    Number(b.includes(' ')) - Number(a.includes(' ')) ||
    a.length - b.length ||
    compareText(a, b)
  );
}
