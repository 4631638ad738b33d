import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { uiFor } from '../../src/i18n/catalogues.ts';

const one = { kind: 'guest', names: ['张三'], count: 1 } as const;
const products = { kind: 'product', names: ['A', 'B', 'C'], count: 3 } as const;
const concepts = { kind: 'concept', names: ['A', 'B', 'C'], count: 7 } as const;
const concept = { kind: 'concept', names: ['A'], count: 1 } as const;
const tags = { kind: 'tag', names: ['A', 'B', 'C'], count: 4 } as const;

function say(language: string): string[] {
  return [one, products, concepts, concept, tags].map(uiFor(language).connections.reason);
}

describe('reasons in words', () => {
  it('are Chinese in both scripts', () => {
    assert.deepEqual(say('zh-Hans'), [
      '同一嘉宾：张三',
      '共同提到 3 个产品：A、B、C',
      '都解释了 7 个概念：A、B、C 等',
      '都解释了 A',
      '共同的标签：A、B、C 等',
    ]);
    assert.deepEqual(say('zh-Hant').slice(0, 2), ['同一嘉賓：张三', '共同提到 3 個產品：A、B、C']);
  });

  it('are English', () => {
    assert.deepEqual(say('en'), [
      'Same guest: 张三',
      'Both mention 3 products: A, B, C',
      'Both explain 7 concepts: A, B, C …',
      'Both explain A',
      'Same tags: A, B, C …',
    ]);
  });
});
