import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import {
  cleanText,
  stripWrappingQuotes,
  unescapeQuotes,
  withoutInlineMarks,
} from '../../src/content/text.ts';

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
    assert.equal(stripWrappingQuotes('“本文…“便宜”…”'), '本文…“便宜”…');
    assert.equal(stripWrappingQuotes('"A" and "B"'), '"A" and "B"');
  });

  it('takes quotes that were escaped once too often for quotes', () => {
    assert.equal(unescapeQuotes('\\"《第二座山》：人生\\"'), '"《第二座山》：人生"');
    assert.equal(unescapeQuotes('他说\\"好\\"'), '他说"好"');
    assert.equal(unescapeQuotes('C:\\Users'), 'C:\\Users');
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

describe('withoutInlineMarks', () => {
  it('leaves the words of emphasis, code and links', () => {
    for (const [value, plain] of [
      [
        '嘉宾**Misty Pratt**，其著作《**All in Her Head**》',
        '嘉宾Misty Pratt，其著作《All in Her Head》',
      ],
      ['创作者 **Ami** *(Ami, 00:02:28,480)* 为我们', '创作者 Ami (Ami, 00:02:28,480) 为我们'],
      ['用 `npm ci` 见[文档](https://example.com/a)', '用 npm ci 见文档'],
    ] as const) {
      assert.equal(withoutInlineMarks(value), plain);
    }
  });

  it('leaves the words of a link of any target', () => {
    for (const [value, plain] of [
      ['[w](zqfile.md)', 'w'],
      ['见[w](../zqslug/)。', '见w。'],
      ['a [w]( /posts/zqslug/ ) b', 'a w b'],
      ['[w](</posts/zq slug/>)', 'w'],
      ['[w](x "title"), [v](y \'t\'), [u](z (t))', 'w, v, u'],
      ['[w]()', 'w'],
      ['[w](a_(b).md)', 'w'],
      ['[a [b] c](zqfile.md)', 'a [b] c'],
      ['[![w](zqfile.png)](zqfile.md)', '!w'],
      ['[a](b)[c](d)', 'ac'],
      ['[[zqfile|w]] 与 [[zqfile#x|v]]', 'w 与 v'],
    ] as const) {
      assert.equal(withoutInlineMarks(value), plain);
    }
  });

  it('leaves brackets that are no links', () => {
    for (const value of [
      ...['[2024]', 'f(x)', '[a] (b)', 'a[0](', '[a](b c)', '[](x)', '[a](b', '[[w]]', '|a| [b|c]'],
      ...['(见[1]) (x)', '[a]：(b)'],
    ]) {
      assert.equal(withoutInlineMarks(value), value);
    }
  });

  it('leaves what is no mark', () => {
    for (const value of [
      '2 * 3 * 4',
      '2*3*4',
      '__init__ 与 snake_case',
      '[音乐] 开场',
      'A* 与 B*',
      '** 空',
    ]) {
      assert.equal(withoutInlineMarks(value), value);
    }
  });

  it('removes what these patterns would, of which the second is not linear', () => {
    const byPatterns = (value: string) =>
      value
        .replace(/\[([^[\]]+)\]\(\/[^()\s]*\)/g, '$1')
        .replace(/\*\*(?=\S)(.+?)(?<=\S)\*\*/g, '$1')
        .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?!\*)/gu, '$1')
        .replace(/`([^`]+)`/g, '$1');
    const unit = fc.constantFrom('**', '*', '***', '`', ' ', 'a', '文', '[a](/a)');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 24 }), (value) => {
        assert.equal(withoutInlineMarks(value), byPatterns(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('removes nothing but marks and addresses', () => {
    const letters = (text: string) => text.replace(/[^ab文]/g, '');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'**`[]ab文 ') }), (value) => {
        assert.equal(letters(withoutInlineMarks(value)), letters(value));
      }),
    );
  });
});
