import { compareText } from '../shared/compare-text.ts';
import { bestSpelling } from './term-identity.ts';

/**
 * How often a name or wording occurs, and in which spellings. Nearly all of them have one, so a
 * table is made for the second only: a glossary of 9,760 posts keeps 270,000 tallies, and tables
 * take longer to collect than to fill.
 */
export interface Tally {
  /** The first spelling, until the best one is known. */
  spelling: string;
  count: number;
  /** Occurrences of each spelling, where there are several. */
  spellings: Map<string, number> | undefined;
}

/** A tally with one occurrence. */
export function startTally(spelling: string): Tally {
  return { spelling, count: 1, spellings: undefined };
}

/** Counts another occurrence. */
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

/** The spelling that is shown: see `bestSpelling`. */
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
