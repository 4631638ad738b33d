import type { WordCount } from '../markdown/types.ts';

/**
 * Speed of silent reading: Brysbaert 2019 (https://doi.org/10.1016/j.jml.2019.104047) gives 238
 * words of English non-fiction per minute, and 260 of Chinese, which is about 400 characters.
 */
const hanPerMinute = 400;
const wordsPerMinute = 238;

/**
 * Reading time in whole minutes, at least 1. Han characters and Latin words are counted separately;
 * originals repeat the text and are not counted.
 */
export function readingMinutes({ han, latin }: WordCount): number {
  return Math.max(1, Math.round(han / hanPerMinute + latin / wordsPerMinute));
}
