import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bestSpelling } from '../../src/corpus/term-identity.ts';
import { foldAnyTerm, foldTerm } from '../../src/shared/fold-term.ts';

describe('foldTerm', () => {
  it('folds spellings of one term together', () => {
    const same = [
      ['Nvidia', 'NVIDIA', 'ｎｖｉｄｉａ'],
      ['ai-tools', 'AI Tools', 'AI_tools', 'AI　Tools'],
      ['macro-economy', 'macroeconomy'],
      ['《华尔街日报》', '华尔街日报', '“华尔街日报”'],
      ['唐纳德·特朗普', '唐纳德・特朗普', '唐纳德 特朗普'],
      ['Café', 'Cafe\u0301', 'CAFÉ'],
      ['GPT-4', 'GPT 4', 'gpt4', 'ＧＰＴ－４'],
      ['C＋＋', 'c++'],
    ];
    for (const names of same) {
      assert.equal(new Set(names.map(foldTerm)).size, 1, names.join(' | '));
    }
  });

  it('keeps different terms apart', () => {
    const different = [
      'C',
      'C#',
      'C++',
      'F#',
      'D',
      '经济',
      '经济学',
      'GPT-4',
      'GPT-5',
      '80/20-rule',
    ];
    assert.equal(new Set(different.map(foldTerm)).size, different.length);
  });

  it('leaves something of names that are punctuation only', () => {
    for (const name of ['!!!', '…', '/', '🙂']) assert.notEqual(foldTerm(name), '');
  });

  it('folds plain names as the tables of Unicode do', () => {
    const characters = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          ...'aZ09一〇龥.#+ -、。《》「」“”‘’—…·，：；！？（）．＃①é\u0301',
        ),
      },
      { weight: 1, arbitrary: fc.integer({ min: 0x20, max: 0x7e }).map(String.fromCharCode) },
      { weight: 1, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map(String.fromCharCode) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
    );
    fc.assert(
      fc.property(fc.string({ unit: characters }), (text) => {
        assert.equal(foldTerm(text), foldAnyTerm(text));
      }),
      { numRuns: 5000 },
    );
    for (let code = 0; code <= 0xffff; code += 1) {
      const letter = String.fromCharCode(code);
      for (const name of [letter, `1${letter}.${letter}2#${letter}`]) {
        if (foldTerm(name) !== foldAnyTerm(name)) assert.fail(`U+${code.toString(16)}`);
      }
    }
  });

  it('is idempotent and ignores width, case, spaces and hyphens, whatever the name', () => {
    const name = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...'aB-_ ·é\u0301ＡΣ#+题'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(name, (text) => {
        const key = foldTerm(text);
        assert.equal(foldTerm(key), key);
        assert.equal(foldTerm(` ${text} `), key);
        assert.equal(foldTerm(text.normalize('NFD')), foldTerm(text.normalize('NFC')));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('bestSpelling', () => {
  it('prefers the frequent, then capitals, spaces, brevity', () => {
    const best = (...counts: [string, number][]) => bestSpelling(new Map(counts));
    assert.equal(best(['Nvidia', 660], ['NVIDIA', 295]), 'Nvidia');
    assert.equal(best(['ai-tools', 1], ['AI Tools', 1]), 'AI Tools');
    assert.equal(best(['AI-Tools', 1], ['AI Tools', 1]), 'AI Tools');
    assert.equal(best(['《红楼梦》', 1], ['红楼梦', 1]), '红楼梦');
  });

  it('does not depend on the order of posts', () => {
    const counts = fc.uniqueArray(
      fc.tuple(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 3 })),
      {
        minLength: 1,
        selector: ([name]) => name,
      },
    );
    fc.assert(
      fc.property(counts, (entries) => {
        assert.equal(bestSpelling(new Map(entries)), bestSpelling(new Map([...entries].reverse())));
      }),
    );
  });

  it('asks for at least one spelling', () => {
    assert.throws(() => bestSpelling(new Map()), RangeError);
  });
});
