import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { paginate, paginationView } from '../../src/views/pagination.ts';

const hrefOf = (page: number) => `/${page}/`;

function shown(current: number, total: number): string {
  const pages = paginationView(current, total, hrefOf)?.pages ?? [];
  return pages.map(({ number }) => number ?? '…').join(' ');
}

describe('paginate', () => {
  it('cuts a list into pages; an empty list is one empty page', () => {
    assert.deepEqual(paginate([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]]);
    assert.deepEqual(paginate([1, 2], 2), [[1, 2]]);
    assert.deepEqual(paginate([], 2), [[]]);
  });

  it('puts each item on one page', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 20 }), (items, size) => {
        assert.deepEqual(paginate(items, size).flat(), items);
      }),
    );
  });
});

describe('paginationView', () => {
  it('is absent for one page', () => {
    assert.equal(paginationView(1, 1, hrefOf), undefined);
  });

  it('shows first, last and the pages around; a gap of one page is that page', () => {
    assert.equal(shown(1, 2), '1 2');
    assert.equal(shown(1, 10), '1 2 3 … 10');
    assert.equal(shown(4, 10), '1 2 3 4 5 6 … 10');
    assert.equal(shown(5, 10), '1 2 3 4 5 6 7 … 10');
    assert.equal(shown(6, 12), '1 … 4 5 6 7 8 … 12');
    assert.equal(shown(10, 10), '1 … 8 9 10');
  });

  it('links the neighbours', () => {
    const first = paginationView(1, 3, hrefOf);
    assert.equal(first?.previous, undefined);
    assert.equal(first?.next, '/2/');
    const last = paginationView(3, 3, hrefOf);
    assert.equal(last?.previous, '/2/');
    assert.equal(last?.next, undefined);
  });

  it('counts up without repetition, and every gap hides at least two pages', () => {
    const place = fc
      .integer({ min: 2, max: 60 })
      .chain((total) => fc.tuple(fc.integer({ min: 1, max: total }), fc.constant(total)));
    fc.assert(
      fc.property(place, ([current, total]) => {
        const pages = paginationView(current, total, hrefOf)?.pages ?? [];
        const numbers = pages.map(({ number }) => number);
        assert.equal(numbers[0], 1);
        assert.equal(numbers.at(-1), total);
        assert.ok(numbers.includes(current));
        let last = 0;
        numbers.forEach((number, index) => {
          if (number === undefined) {
            assert.ok((numbers[index + 1] ?? 0) - last > 2);
            return;
          }
          if (numbers[index - 1] !== undefined || index === 0) assert.equal(number, last + 1);
          assert.equal(pages[index]?.href, hrefOf(number));
          last = number;
        });
      }),
    );
  });
});
