import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { editDistance, nearest } from '../../src/content/did-you-mean.ts';
import { fieldKeys } from '../../src/content/fields.ts';

describe('nearest', () => {
  it('finds the key that was meant', () => {
    const cases: [string, string][] = [
      ['titel', 'title'],
      ['sumary', 'summary'],
      ['Speaker', 'speaker'],
      ['catgeory', 'category'],
      ['companies', 'companies_orgs'],
      ['media', 'media_books'],
      ['drfat', 'draft'],
    ];
    for (const [word, meant] of cases) assert.equal(nearest(word, fieldKeys), meant, word);
  });

  it('does not guess what nobody meant', () => {
    assert.equal(nearest('xyzzyplugh', fieldKeys), undefined);
    assert.equal(nearest('anything', []), undefined);
  });
});

describe('editDistance', () => {
  it('counts inserts, deletes, replacements and swaps', () => {
    assert.equal(editDistance('', 'abc'), 3);
    assert.equal(editDistance('abc', 'abc'), 0);
    assert.equal(editDistance('abc', 'acb'), 1);
    assert.equal(editDistance('kitten', 'sitting'), 3);
  });

  it('is symmetric, and 0 for equal words only', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        assert.equal(distance, editDistance(b, a));
        assert.equal(distance === 0, a === b);
        assert.ok(distance <= Math.max(a.length, b.length));
      }),
    );
  });
});
