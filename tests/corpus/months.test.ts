import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { countSpans, monthsBetween } from '../../src/corpus/months.ts';
import { makeArticle } from '../support/articles.ts';

const dated = (...dates: string[]) => dates.map((date) => makeArticle({ date }));

describe('monthsBetween', () => {
  it('names every month, across years', () => {
    assert.deepEqual(monthsBetween('2025-11', '2026-02'), [
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    assert.deepEqual(monthsBetween('2026-02', '2026-02'), ['2026-02']);
    assert.deepEqual(monthsBetween('2026-03', '2026-02'), []);
  });
});

describe('countSpans', () => {
  it('counts months with the empty ones between', () => {
    assert.deepEqual(countSpans(dated('2026-03-09', '2026-01-31', '2026-01-01'), 60), {
      months: 1,
      ends: ['2026-01', '2026-03'],
      spans: [
        { first: '2026-01', last: '2026-01', count: 2 },
        { first: '2026-02', last: '2026-02', count: 0 },
        { first: '2026-03', last: '2026-03', count: 1 },
      ],
    });
  });

  it('counts quarters of the calendar where months are too many', () => {
    assert.deepEqual(countSpans(dated('2025-02-01', '2025-08-01'), 3), {
      months: 3,
      ends: ['2025-02', '2025-08'],
      spans: [
        { first: '2025-01', last: '2025-03', count: 1 },
        { first: '2025-04', last: '2025-06', count: 0 },
        { first: '2025-07', last: '2025-09', count: 1 },
      ],
    });
  });

  it('knows nothing of undated posts', () => {
    assert.deepEqual(countSpans([makeArticle()], 60), { months: 1, spans: [] });
  });

  it('keeps to the limit and loses no post, whatever the dates', () => {
    const day = fc
      .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, month]) =>
        makeArticle({
          date: `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-15`,
        }),
      );
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 20 }), (articles) => {
        const { months, spans } = countSpans(articles, 60);
        assert.ok(spans.length <= 60);
        assert.equal(
          spans.reduce((sum, { count }) => sum + count, 0),
          articles.length,
        );
        assert.ok((spans[0]?.count ?? 0) > 0 && (spans.at(-1)?.count ?? 0) > 0);
        for (const { first, last } of spans) {
          assert.equal(monthsBetween(first, last).length, months);
        }
      }),
    );
  });
});
