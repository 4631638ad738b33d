import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jsonForScript, shorten } from '../../src/views/head.ts';

describe('jsonForScript', () => {
  it('cannot end its script element or open a comment in it', () => {
    const json = jsonForScript({ title: '</script><script>alert(1)</script><!-- \u2028' });
    assert.doesNotMatch(json, /[<\u2028\u2029]/);
  });

  it('gives back what it was given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'<>/!-"\\script\u2028\u2029题') }),
        (text) => {
          const json = jsonForScript({ text });
          assert.deepEqual(JSON.parse(json), { text });
          assert.ok(!json.includes('<'));
        },
      ),
    );
  });
});

describe('shorten', () => {
  it('cuts at characters, never inside one', () => {
    assert.equal(shorten('abc', 3), 'abc');
    assert.equal(shorten('abcd', 3), 'ab…');
    assert.equal(shorten('😀😀😀', 2), '😀…');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 20 }),
        (text, length) => {
          const short = shorten(text, length);
          assert.ok([...short].length <= length);
          assert.ok(short.isWellFormed());
        },
      ),
    );
  });
});
