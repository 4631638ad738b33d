import type { FoldedDocument } from './prepare.ts';
import type { Condition, SampleQuery } from './sample-queries.ts';

/**
 * Numbers of the documents that match, found by reading all of them. Shares nothing with the engine
 * but the folded text.
 */
export function bruteForce(
  texts: readonly FoldedDocument[],
  { conditions }: SampleQuery,
): ReadonlySet<number> {
  const tests = conditions.map(testOf);
  const matching = new Set<number>();
  for (const [document, text] of texts.entries()) {
    if (tests.every((test) => test(text))) matching.add(document);
  }
  return matching;
}

function testOf({ kind, folded }: Condition): (document: FoldedDocument) => boolean {
  if (kind === 'substring') return ({ all }) => all.includes(folded);
  if (kind === 'not') return ({ all }) => !all.includes(folded);
  if (kind === 'title') return ({ title }) => title.includes(folded);
  if (kind === 'year') return ({ post }) => post.date?.startsWith(folded) === true;
  // Written without the engine's character classes: a letter or digit next to it that is not Han,
  // kana or Hangul continues a word.
  const letter = '[[\\p{L}\\p{N}\\p{M}]--[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}ー]]';
  const pattern = new RegExp(
    `(?<!${letter})${folded}${kind === 'word' ? `(?!${letter})` : ''}`,
    'v',
  );
  return ({ all }) => all.includes(folded) && pattern.test(all);
}
