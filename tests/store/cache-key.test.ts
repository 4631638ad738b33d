import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { cacheKey } from '../../src/store/segment.ts';

it('a cache key is equal only where all parts are equal, and end at the same places', () => {
  const part = fc.string({ unit: fc.constantFrom('a', '1', ':', '砚'), maxLength: 3 });
  const parts = fc.array(part, { maxLength: 4 });
  fc.assert(
    fc.property(parts, parts, (some, others) => {
      const isSame = JSON.stringify(some) === JSON.stringify(others);
      assert.equal(cacheKey(...some) === cacheKey(...others), isSame);
    }),
    { numRuns: 2000 },
  );
  assert.notEqual(cacheKey('a', 'bc'), cacheKey('ab', 'c'));
  assert.notEqual(cacheKey('a'), cacheKey('a', ''));
});
