import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { divideGlossary } from '../../src/views/glossary-parts.ts';
import { shelve } from '../../src/views/glossary-shelves.ts';
import { makeContext } from '../support/articles.ts';
import { glossedArticle } from '../support/glosses.ts';
import type { GlossInput } from '../support/glosses.ts';

/** Names of the pages by initial, where each page has room for so many entries of 100 bytes. */
function names(terms: readonly string[], perPage: number): Record<string, readonly string[]> {
  const glosses = terms.map((term): GlossInput => [term, '', '一种说法']);
  const context = makeContext([glossedArticle({ slug: 'p', title: '甲' }, glosses)]);
  const { glossary } = context.corpus;
  const parts = divideGlossary(glossary, context.links, () => 100, perPage * 100);
  const shelves = shelve({ ...context, glossary: parts });
  return Object.fromEntries(
    [...shelves].map(([initial, own]) => [initial, own.map(({ name }) => name)]),
  );
}

describe('shelve', () => {
  it('is empty where everything stands on one page', () => {
    assert.deepEqual(names(['直播', '指标'], 10), {});
  });

  it('names the only page of an initial after it, and several by where they begin and end', () => {
    assert.deepEqual(names(['直播', '安全', '爱好', '按钮', '澳洲'], 3), {
      A: ['ai', 'an–ao'],
      Z: ['Z'],
    });
  });

  it('tells pages of one syllable apart by the next', () => {
    const { Z = [] } = names(['直播', '指标', '智能', '制度', '质量', '职业'], 2);
    assert.equal(new Set(Z).size, Z.length);
    assert.deepEqual(Z[0], 'zhi biao–zhi bo');
  });
});
