import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chunks } from '../../src/shared/chunks.ts';

describe('chunks', () => {
  it('cuts a list into pieces of one size and a rest; an empty list has none', () => {
    assert.deepEqual(chunks([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]]);
    assert.deepEqual(chunks([1, 2], 2), [[1, 2]]);
    assert.deepEqual(chunks([], 2), []);
  });

  it('puts each item into one piece', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 20 }), (items, size) => {
        assert.deepEqual(chunks(items, size).flat(), items);
      }),
    );
  });
});
