import { shortChecksum } from '../store/segment.ts';

/** One of the equal shares that posts are divided into, one for each machine. */
export interface Share {
  /** From 1 to `count`. */
  readonly number: number;
  readonly count: number;
}

/** Hexadecimal digits of a hash that make a whole number without rounding. */
const digits = 12;

/**
 * The files of one share. A path alone decides which share it is in: machines need not tell each
 * other anything, and a new post moves no other. Thousands of posts make shares of nearly one size.
 * @param files paths below the posts folder.
 * @returns in the same order.
 */
export function filesOfShare(
  files: readonly string[],
  { number, count }: Share,
): readonly string[] {
  return files.filter(
    (file) => Number.parseInt(shortChecksum(file).slice(0, digits), 16) % count === number - 1,
  );
}
