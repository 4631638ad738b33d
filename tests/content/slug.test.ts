import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { shortHash, slugify } from '../../src/content/slug.ts';

describe('slugify', () => {
  it('keeps letters readable and makes the rest hyphens', () => {
    const cases: [string, string][] = [
      ['Hello World', 'hello-world'],
      ['写作是削铅笔', '写作是削铅笔'],
      ['2026-03-06_https://example.com/a?b=c', '2026-03-06_https-example.com-a-b-c'],
      ["Don’t Panic: the author's cut", 'dont-panic-the-authors-cut'],
      ['-AbC_dEf123', 'abc_def123'],
      ['_private', 'private'],
      ['.hidden', 'hidden'],
      ['a/../b', 'a-b'],
      ['...', ''],
      ['🙂', ''],
      ['trailing.', 'trailing'],
      ['wait..what', 'wait-what'],
      ['v1.2.3', 'v1.2.3'],
      ['Cafe\u0301', 'caf\u00e9'],
    ];
    for (const [text, slug] of cases) assert.equal(slugify(text), slug, text);
  });

  it('stays below the limit of file systems and keeps long names apart', () => {
    const long = '长'.repeat(100);
    const one = slugify(`${long}一`);
    const two = slugify(`${long}二`);
    assert.ok(Buffer.byteLength(one) <= 120);
    assert.notEqual(one, two);
  });

  it('gives a safe path segment or nothing, and the same again for its own result', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const slug = slugify(text);
        assert.ok(Buffer.byteLength(slug) <= 120);
        assert.doesNotMatch(slug, /^[-_.]|[-.]$|[\s/\\?#%&<>"':*|]|\.\./);
        assert.equal(slug, slug.normalize('NFC'));
        assert.equal(slugify(slug), slug);
      }),
      { numRuns: 500 },
    );
  });
});

describe('shortHash', () => {
  it('is six hexadecimal digits of the text alone', () => {
    assert.match(shortHash('a'), /^[0-9a-f]{6}$/);
    assert.equal(shortHash('a'), shortHash('a'));
    assert.notEqual(shortHash('a'), shortHash('b'));
  });
});
