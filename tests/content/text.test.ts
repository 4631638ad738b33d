import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { cleanText, stripWrappingQuotes } from '../../src/content/text.ts';

describe('cleanText', () => {
  it('drops invisible characters, collapses white space, composes letters', () => {
    assert.equal(cleanText('  a\u00a0 b\n\u200bc\u202e\ufeff '), 'a b c');
    assert.equal(cleanText('e\u0301'), '\u00e9');
    assert.equal(cleanText('a\u0000b\u0007'), 'ab');
  });

  it('keeps the joiners of emoji', () => {
    assert.equal(cleanText('👩\u200d💻'), '👩\u200d💻');
  });

  it('leaves text that XML can hold and that stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanText(text);
        assert.equal(cleanText(clean), clean);
        assert.ok(clean.isWellFormed());
        assert.doesNotMatch(clean, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        const xml = `<a>${clean.replace(/[<&>]/g, '')}</a>`;
        assert.equal(XMLValidator.validate(xml), true);
      }),
    );
  });
});

describe('stripWrappingQuotes', () => {
  it('takes one pair off, and none around nothing', () => {
    assert.equal(stripWrappingQuotes('“tech”'), 'tech');
    assert.equal(stripWrappingQuotes('“A”和“B”'), '“A”和“B”');
    assert.equal(stripWrappingQuotes('" "'), '" "');
  });

  it('never makes a text empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'“”"\'「」ab ') }), (text) => {
        const value = cleanText(text);
        fc.pre(value !== '');
        assert.ok(stripWrappingQuotes(value).length >= 1);
      }),
      { numRuns: 1000 },
    );
  });
});
