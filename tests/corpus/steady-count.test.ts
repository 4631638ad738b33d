import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { steadyCount } from '../../src/corpus/steady-count.ts';

it('keeps the order, and has few values in each doubling', () => {
  const count = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(count, count, fc.integer({ min: 1, max: 4 }), (a, b, steps) => {
      const [one, other] = [steadyCount(a, steps), steadyCount(b, steps)];
      assert.ok(one <= a && a < one * 2 ** (1 / steps) * (1 + 1e-9));
      assert.equal(Math.min(one, other), steadyCount(Math.min(a, b), steps));
    }),
  );
  for (const power of [1, 2, 64, 4096]) assert.equal(steadyCount(power, 4), power);
  for (const steps of [1, 4]) {
    const values = Array.from({ length: 1024 }, (_, at) => steadyCount(1024 + at, steps));
    assert.equal(new Set(values).size, steps);
  }
});
