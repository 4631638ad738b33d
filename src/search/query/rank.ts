import { bodyBits, headBit, titleBit } from '../format.ts';
import type { FoundTerm } from './find-term.ts';
import { maskOf } from './posting-sets.ts';

/**
 * How well a document matches, from masks alone. What counts first is where the terms stand:
 * title, then head, then body. Then in how many zones they stand (frequency), and in how many all
 * together (proximity).
 */
export function rankOf(found: readonly FoundTerm[], document: number): number {
  let place = 0;
  let spread = 0;
  let together = bodyBits | headBit | titleBit;
  for (const { postings, whole } of found) {
    if (!postings) continue;
    const mask = maskOf(postings, document);
    const strong = whole ? maskOf(whole, document) : mask;
    if (strong & titleBit) place += 4;
    else if (strong & headBit) place += 2;
    else if (strong) place += 1;
    spread += Math.log2(1 + bitCount(mask & bodyBits));
    together &= mask;
  }
  // The place weighs more than any spread: log2(29) × 24 terms < 128.
  return place * 128 + spread + Math.log2(1 + bitCount(together & bodyBits));
}

/** Number of ones in a mask (Hacker's Delight, figure 5-2). */
export function bitCount(mask: number): number {
  let count = mask - ((mask >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
