import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { divideIntoTiers } from '../../../src/search/index/tiers.ts';

const size = 4;
const daysOf = (counts: readonly number[]) =>
  counts.flatMap((count, day) => Array<string>(count).fill(`2026-01-${10 + day}`));
const startOf = (days: readonly (string | undefined)[]) =>
  divideIntoTiers(days, size).at(-1)?.start;

test('the newest tier begins with a day', () => {
  assert.equal(startOf(daysOf([3, 3])), 3);
  assert.equal(startOf(daysOf([4, 2])), 4);
  assert.equal(startOf(daysOf([2, 2])), 2);
  assert.equal(startOf(daysOf([1, 9])), 1);
  assert.equal(startOf(daysOf([9])), 0);
  assert.equal(startOf([undefined, undefined, undefined, undefined, undefined]), 4);
  assert.deepEqual(divideIntoTiers([], size), [{ start: 0, end: 0 }]);
});

test('tiers hold all documents, and posts of one day only move the end of the newest', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 9 }), { maxLength: 8 }),
      fc.nat({ max: 3 }),
      (counts, more) => {
        const tiers = divideIntoTiers(daysOf(counts), size);
        const total = daysOf(counts).length;
        assert.deepEqual([tiers[0]?.start, tiers.at(-1)?.end], [0, total]);
        for (const [at, { start }] of tiers.entries())
          if (at > 0) assert.equal(start, tiers[at - 1]?.end);
        const next = daysOf([...counts.slice(0, -1), (counts.at(-1) ?? 0) + more]);
        const isFull = Math.floor(next.length / size) > Math.floor(total / size);
        if (!isFull && (counts.at(-1) ?? 0) > 0)
          assert.equal(startOf(next), startOf(daysOf(counts)));
      },
    ),
  );
});
