import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { levelBounds } from '../../src/views/atlas-chart.ts';
import { atlasViews } from '../../src/views/atlas-view.ts';
import { makeArticle, makeContext } from '../support/articles.ts';
import type { PostInput } from '../support/articles.ts';

const atlasOf = (...posts: readonly PostInput[]) =>
  atlasViews(makeContext(posts.map((post, index) => makeArticle({ slug: `p${index}`, ...post }))));

describe('atlasViews', () => {
  const posts: PostInput[] = [
    { date: '2025-11-03', terms: { area: ['排版'], tag: ['css', 'html'] } },
    { date: '2025-11-09', terms: { area: ['排版'], tag: ['css'] } },
    { date: '2026-01-09', terms: { area: ['写作'], tag: ['css'], speaker: ['林微'] } },
    {},
  ];

  it('says of each month what it holds, and leads to the archive and to areas with a page', () => {
    const [atlas] = atlasOf(...posts);
    assert.ok(atlas);
    assert.deepEqual(
      atlas.chart.columns.map(({ href, title }) => [href, title]),
      [
        ['/archive/2025/11/', '2025年11月，2 篇：排版 2'],
        ['/archive/2026/01/', '2026年1月，1 篇：写作 1'],
      ],
    );
    assert.deepEqual(atlas.chart.rows, [
      { name: '排版', href: '/areas/pai-ban/' },
      { name: '写作' },
    ]);
    assert.deepEqual(
      atlas.table.rows.map(({ month, total, counts }) => [month.name, total, counts]),
      [
        ['2026年1月', 1, [0, 1]],
        ['2025年11月', 2, [2, 0]],
      ],
    );
    assert.equal(atlas.chart.levels.map(({ path }) => path.split('M').length - 1).join(), '1,1');
    assert.deepEqual(atlas.notes, ['另有 1 篇没有日期，未计入。']);
  });

  it('names the terms of each year with their change, and new voices', () => {
    const [atlas] = atlasOf(...posts);
    const [year, before] = atlas?.years ?? [];
    assert.deepEqual([year?.name, year?.isOpen, before?.isOpen], ['2026年', true, false]);
    assert.deepEqual(year?.lists, [
      {
        heading: '标签',
        items: [{ name: 'css', href: '/tags/css/', count: 1, change: '±0', trend: 'up' }],
      },
      { heading: '新的声音', items: [{ name: '林微', href: '/posts/p2/', count: 1 }] },
    ]);
    assert.deepEqual(before?.lists[0]?.items[1], { name: 'html', count: 1 });
  });

  it('keeps to twenty years and says what it leaves out', () => {
    const [atlas] = atlasOf({ date: '0206-01-01' }, { date: '2026-01-01' });
    assert.ok(atlas);
    assert.ok(atlas.chart.width <= 240 * 26);
    assert.equal(atlas.table.rows.length, 1);
    assert.deepEqual(atlas.notes, ['更早的 1 篇见归档。']);
  });

  it('gathers small areas in one row', () => {
    const many = Array.from({ length: 30 }, (_, n) => ({
      date: '2026-01-01',
      terms: { area: [`领域${n}`] },
    }));
    const [atlas] = atlasOf(...many);
    assert.equal(atlas?.chart.rows.length, 25);
    assert.deepEqual(atlas.table.rows[0]?.counts.at(-1), 6);
  });

  it('makes no page without dates', () => {
    assert.deepEqual(atlasOf({}), []);
  });
});

describe('levelBounds', () => {
  it('makes at most five levels that reach the largest count', () => {
    assert.deepEqual(levelBounds(0), []);
    assert.deepEqual(levelBounds(1), [1]);
    assert.deepEqual(levelBounds(3), [1, 2, 3]);
    assert.deepEqual(levelBounds(100), [4, 16, 36, 64, 100]);
  });
});
