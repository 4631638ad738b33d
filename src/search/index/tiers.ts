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
 * Documents of the newest tier at most, less one. A query reads both tiers, and the older one is
 * made anew whenever the newest is full: at some dozens of posts a day, once a week.
 */
export const tierDocuments = 256;

/**
 * Divides documents into tiers. This depends on their number alone: the same corpus must give the
 * same files.
 * @param count of documents.
 * @returns at least one; all but the last are full.
 */
export function divideIntoTiers(count: number, size = tierDocuments): readonly Tier[] {
  const start = count - (count % size);
  const tiers = [
    { start: 0, end: start },
    { start, end: count },
  ].filter((tier) => tier.end > tier.start);
  return tiers.length > 0 ? tiers : [{ start: 0, end: 0 }];
}
