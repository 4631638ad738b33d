import { compareText } from '../shared/compare-text.ts';
import { bestSpelling } from './term-identity.ts';

/**
 * How often a name or wording occurs, and in which spellings. Most have one spelling, so a map is
 * made only for a second one: the glossary of 9,760 posts has 270,000 tallies, and so many maps
 * take long to garbage-collect.
 */
export interface Tally {
  /** The first spelling. */
  spelling: string;
  count: number;
  /** Occurrences by spelling, once there are several. */
  spellings: Map<string, number> | undefined;
}

/** A tally with one occurrence. */
export function startTally(spelling: string): Tally {
  return { spelling, count: 1, spellings: undefined };
}

/** Counts one more occurrence. */
export function countSpelling(tally: Tally, spelling: string): void {
  if (tally.spellings) tally.spellings.set(spelling, (tally.spellings.get(spelling) ?? 0) + 1);
  else if (tally.spelling !== spelling) {
    tally.spellings = new Map([
      [tally.spelling, tally.count],
      [spelling, 1],
    ]);
  }
  tally.count++;
}

/** The shown spelling, see `bestSpelling`. */
export function shownSpelling({ spelling, spellings }: Tally): string {
  return spellings ? bestSpelling(spellings) : spelling;
}

/** All spellings, most frequent first. */
export function spellingsOf({ spelling, spellings }: Tally): readonly string[] {
  if (!spellings) return [spelling];
  return [...spellings]
    .sort(([a, countA], [b, countB]) => countB - countA || compareText(a, b))
    .map(([name]) => name);
}
