import { compareText } from '../content/problem.ts';

const silent = /(?!(?<=\p{N})\.(?=\p{N}))(?!(?<=[\p{L}\p{N}\p{M}])#)[^\p{L}\p{N}\p{M}+]/gu;

/**
 * The identity of a term: names that fold to the same key are one term. Width and compatibility forms (NFKC), case, spaces, hyphens
 * and other joining or quoting punctuation do not count. What tells names apart does: `#` after a letter and `+` (C, C# and C++ are three
 * languages, `#AI` is AI), a point between digits (`GPT-4.1` is not `GPT-41`).
 */
export function foldTerm(name: string): string {
  const folded = name.normalize('NFKC').toLowerCase().normalize('NFKC');
  // What was apart may now compose: `e-´`.
  const key = folded.replace(silent, '').normalize('NFKC');
  return key === '' ? folded.replace(/\s+/g, '') : key;
}

/**
 * Picks the spelling that is shown: the most frequent; among equals one with capitals, then one with spaces rather than hyphens, then the shorter,
 * then the first by code units, so that the choice never depends on the order of posts.
 */
export function bestSpelling(counts: ReadonlyMap<string, number>): string {
  const [best] = [...counts].sort(
    ([a, countA], [b, countB]) =>
      countB - countA ||
      Number(/\p{Lu}/u.test(b)) - Number(/\p{Lu}/u.test(a)) ||
      Number(b.includes(' ')) - Number(a.includes(' ')) ||
      a.length - b.length ||
      compareText(a, b),
  );
  if (!best) throw new RangeError('bestSpelling needs at least one spelling.');
  return best[0];
}
