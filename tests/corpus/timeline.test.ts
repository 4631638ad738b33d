import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import { monthsBetween } from '../../src/corpus/months.ts';
import type { Timeline } from '../../src/corpus/timeline.ts';
import { corpusOptions, makeArticle } from '../support/articles.ts';
import type { PostInput } from '../support/articles.ts';

const timelineOf = (...posts: readonly PostInput[]): Timeline =>
  buildCorpus(
    posts.map((post, index) => makeArticle({ slug: `p${index}`, ...post })),
    corpusOptions(2),
  ).timeline;

describe('buildTimeline', () => {
  it('counts every month from the first to the last, by area, the largest first', () => {
    const timeline = timelineOf(
      { date: '2025-11-03', terms: { area: ['排版'] } },
      { date: '2026-01-09', terms: { area: ['写作'] } },
      { date: '2026-01-20', terms: { area: ['写作'] } },
      { date: '2026-01-30', terms: { area: ['写作'] } },
      { date: '2026-02-01' },
      { terms: { area: ['排版'] } },
    );
    assert.deepEqual(timeline.months, ['2025-11', '2025-12', '2026-01', '2026-02']);
    assert.deepEqual(timeline.totals, [1, 0, 3, 1]);
    assert.deepEqual(
      timeline.areas.map(({ area, counts, total }) => [area.name, counts, total]),
      [
        ['写作', [0, 0, 3, 0], 3],
        ['排版', [1, 0, 0, 0], 2],
      ],
    );
    assert.deepEqual(timeline.withoutArea, [0, 0, 0, 1]);
    assert.equal(timeline.undated, 1);
  });

  it('ranks the terms of a year and says how their share changed', () => {
    const [year, before] = timelineOf(
      { date: '2025-05-01', terms: { tag: ['css', 'html'] } },
      { date: '2025-06-01', terms: { tag: ['html'] } },
      { date: '2026-05-01', terms: { tag: ['css'] } },
      { date: '2026-06-01', terms: { tag: ['css', 'svg'] } },
    ).years;
    assert.ok(year && before);
    const tops = year.top
      .get('tag')
      ?.map(({ term, count, previous, change }) => [term.name, count, previous, change]);
    assert.deepEqual(tops, [
      ['css', 2, 1, 50],
      ['svg', 1, 0, 50],
    ]);
    assert.deepEqual(
      before.top.get('tag')?.map(({ term, change }) => [term.name, change]),
      [
        ['html', undefined],
        ['css', undefined],
      ],
    );
  });

  it('names who is heard for the first time, as speaker or guest, once', () => {
    const { years } = timelineOf(
      { date: '2025-05-01', terms: { speaker: ['林微'] } },
      { date: '2026-01-01', terms: { speaker: ['林微'] }, guests: ['周行'] },
      { date: '2026-02-01', guests: ['周行', '林微'] },
    );
    assert.deepEqual(
      years.map(({ year, newVoices }) => [
        year,
        newVoices.map(({ name, role, count, first }) => [name, role, count, first.post.slug]),
      ]),
      [
        ['2026', [['周行', 'guest', 2, 'p1']]],
        ['2025', [['林微', 'speaker', 1, 'p0']]],
      ],
    );
  });

  it('knows nothing of posts that are not listed, and is empty without dates', () => {
    const timeline = timelineOf({ date: '2026-01-01', visibility: 'unlisted' }, {});
    assert.deepEqual([timeline.months, timeline.years, timeline.undated], [[], [], 1]);
  });
});

describe('monthsBetween', () => {
  it('goes on over the end of a year', () => {
    assert.deepEqual(monthsBetween('2025-11', '2026-02'), [
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    assert.deepEqual(monthsBetween('2026-03', '2026-03'), ['2026-03']);
  });
});
