import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { countSpelling, shownSpelling, spellingsOf, startTally } from '../../src/corpus/tally.ts';
import { bestSpelling } from '../../src/corpus/term-identity.ts';

function tallyOf(first: string, ...others: readonly string[]) {
  const tally = startTally(first);
  for (const spelling of others) countSpelling(tally, spelling);
  return tally;
}

describe('a tally', () => {
  it('counts a lone spelling without a table', () => {
    const tally = tallyOf('AI', 'AI', 'AI');
    assert.deepEqual(tally, { spelling: 'AI', count: 3, spellings: undefined });
    assert.deepEqual(spellingsOf(tally), ['AI']);
    assert.equal(shownSpelling(tally), 'AI');
  });

  it('lists spellings by frequency, then by code units', () => {
    assert.deepEqual(spellingsOf(tallyOf('b', 'a', 'c', 'c')), ['c', 'a', 'b']);
  });

  it('counts as a table would', () => {
    const spellings = fc.array(fc.constantFrom('AI', 'A.I.', 'ai', 'A I'), { minLength: 1 });
    fc.assert(
      fc.property(spellings, ([first = '', ...others]) => {
        const tally = tallyOf(first, ...others);
        const table = new Map<string, number>();
        for (const one of [first, ...others]) table.set(one, (table.get(one) ?? 0) + 1);
        assert.equal(tally.count, others.length + 1);
        assert.deepEqual(new Set(spellingsOf(tally)), new Set(table.keys()));
        assert.equal(shownSpelling(tally), bestSpelling(table));
      }),
    );
  });
});
