import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldTerm } from '../../src/shared/fold-term.ts';
import { assignSlugs, romanise, termSlug } from '../../src/corpus/term-slugs.ts';

const termOf = (name: string) => ({ key: foldTerm(name), name });

describe('termSlug', () => {
  it('writes Han in pinyin and speaks symbols', () => {
    const cases: [string, string][] = [
      ['人工智能', 'ren-gong-zhi-neng'],
      ['AI 工具', 'ai-gong-ju'],
      ['女性', 'nv-xing'],
      ['80/20-rule', '80-20-rule'],
      ['C#', 'c-sharp'],
      ['C++', 'c-plus-plus'],
      ['C', 'c'],
      ['R&D', 'r-and-d'],
      ['.NET', 'net'],
      ['Ｎｖｉｄｉａ', 'nvidia'],
    ];
    for (const [name, slug] of cases) assert.equal(termSlug(name), slug, name);
  });

  it('finds a slug for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        assert.match(termSlug(name), /^[^\s/\\?#%-][^\s/\\?#%]*$/u);
      }),
    );
    assert.match(termSlug('🙂'), /^t-[0-9a-f]{6}$/);
  });

  it('sorts by pinyin', () => {
    assert.equal(romanise('北京').trim(), 'bei jing');
    assert.equal(romanise('Paris'), 'Paris');
  });
});

describe('assignSlugs', () => {
  it('keeps terms of one sound apart', () => {
    const slugs = assignSlugs(['实施', '事实', '试试', '实时'].map(termOf));
    assert.equal(new Set(slugs.values()).size, slugs.size);
  });

  it('keeps terms apart whose slugs a file system folds into one', () => {
    const slugs = assignSlugs(['strasse', 'straße'].map(termOf));
    assert.deepEqual([...slugs.values()][0], 'strasse');
    assert.match([...slugs.values()][1] ?? '', /^straße-[0-9a-f]{6}$/);
  });

  it('never moves an older term when a newer one comes', () => {
    const names = fc.uniqueArray(
      fc.constantFrom('实施', '实时', '石室', 'shi shi', '事实', 'a', 'A!', '🙂'),
      {
        selector: foldTerm,
      },
    );
    fc.assert(
      fc.property(names, (all) => {
        const whole = assignSlugs(all.map(termOf));
        assert.equal(new Set(whole.values()).size, all.length);
        const before = assignSlugs(all.slice(0, -1).map(termOf));
        for (const [key, slug] of before) assert.equal(whole.get(key), slug);
      }),
    );
  });
});
