import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { steadyCount } from '../../src/corpus/steady-count.ts';

it('keeps the order and a fifth of the precision, and changes four times a doubling', () => {
  const count = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(count, count, (a, b) => {
      assert.ok(steadyCount(a) <= a && a < steadyCount(a) * 1.2);
      assert.equal(Math.min(steadyCount(a), steadyCount(b)), steadyCount(Math.min(a, b)));
    }),
  );
  for (const power of [1, 2, 64, 4096]) assert.equal(steadyCount(power), power);
  const values = Array.from({ length: 1000 }, (_, at) => steadyCount(1000 + at));
  assert.equal(new Set(values).size, 5);
});
