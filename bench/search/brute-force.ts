import type { FoldedDocument } from './prepare.ts';
import type { Condition, SampleQuery } from './sample-queries.ts';

/** Numbers of the documents that match, by reading all of them. Shares nothing with the engine but the folded text. */
export function bruteForce(
  texts: readonly FoldedDocument[],
  { conditions }: SampleQuery,
): ReadonlySet<number> {
  const tests = conditions.map(testOf);
  const matching = new Set<number>();
  for (const [document, { all }] of texts.entries()) {
    if (tests.every((test) => test(all))) matching.add(document);
  }
  return matching;
}

function testOf({ kind, folded }: Condition): (text: string) => boolean {
  if (kind === 'substring') return (text) => text.includes(folded);
  if (kind === 'not') return (text) => !text.includes(folded);
  // Written without the engine's character classes: a letter or digit next to it that is not Han, kana or Hangul continues a word.
  const letter = '[[\\p{L}\\p{N}\\p{M}]--[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}ー]]';
  const pattern = new RegExp(`(?<!${letter})${folded}(?!${letter})`, 'v');
  return (text) => text.includes(folded) && pattern.test(text);
}
