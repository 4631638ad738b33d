import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeArticle, makeContext } from '../support/articles.ts';

describe('the card of a post', () => {
  it('has what the post says of itself, and nothing else', () => {
    const bare = makeArticle({ slug: 'bare', title: '甲' });
    const full = makeArticle(
      {
        slug: 'full',
        title: '乙',
        date: '2026-03-06',
        summary: '摘要',
        insight: '要点',
        terms: { area: ['排版'], series: ['慢读'], speaker: ['沈括'] },
      },
      { isBilingual: true },
    );
    const { cardOf } = makeContext([bare, full]);
    assert.deepEqual(Object.keys(cardOf(bare)), [
      ...['title', 'href', 'speakers', 'readingTime', 'bilingual'],
    ]);
    const { date, area, series, speakers, ...card } = cardOf(full);
    assert.deepEqual(date, { iso: '2026-03-06', label: '2026年3月6日' });
    assert.deepEqual(
      [area, series, ...speakers],
      [{ name: '排版' }, { name: '慢读' }, { name: '沈括' }],
    );
    assert.deepEqual(card, {
      title: '乙',
      href: '/posts/full/',
      summary: '摘要',
      insight: '要点',
      readingTime: '约 2 分钟',
      bilingual: true,
    });
  });

  it('is made once for all lists', () => {
    const article = makeArticle();
    const { cardOf } = makeContext([article]);
    assert.equal(cardOf(article), cardOf(article));
  });
});
