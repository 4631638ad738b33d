/**
 * An index has up to two tiers: the postings of many older documents, and those of the newest. Each
 * is inverted by itself, with numbers of its own, so a new document changes the small tier alone.
 */
export interface Tier {
  /** Documents `start` to `end - 1`. */
  readonly start: number;
  readonly end: number;
}

/**
 * Documents of the newest tier at most, less one, beside those of the day on which it begins. A
 * query reads both tiers, and the older one is made anew whenever the newest is full: at some
 * dozens of posts a day, once a week.
 */
export const tierDocuments = 256;

/**
 * Divides documents into tiers. This depends on their number and days alone: the same corpus must
 * give the same files. The newest tier begins with a day: one more post of today may stand before
 * others of today, and must not push them into the older tier.
 * @param days of the documents, ascending; undefined where a document has none.
 * @returns at least one.
 */
export function divideIntoTiers(
  days: readonly (string | undefined)[],
  size = tierDocuments,
): readonly Tier[] {
  const count = days.length;
  let start = count - (count % size);
  const day = days[Math.min(start, count - 1)];
  while (day !== undefined && start > 0 && days[start - 1] === day) start--;
  const tiers = [
    { start: 0, end: start },
    { start, end: count },
  ].filter((tier) => tier.end > tier.start);
  return tiers.length > 0 ? tiers : [{ start: 0, end: 0 }];
}
