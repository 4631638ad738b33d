import { compareText } from '../shared/compare-text.ts';

/**
 * Chooses the shown spelling: the most frequent; of equals one with capitals, then with spaces
 * instead of hyphens, then the shorter, then the first by code units. So the order of posts does
 * not matter.
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
