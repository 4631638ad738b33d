import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { uiFor } from '../../src/i18n/catalogues.ts';
import { headLinks, paginationView } from '../../src/views/pagination.ts';

const ui = uiFor('en');
const hrefOf = (page?: number) => (page === undefined ? '/' : `/page/${page}/`);
const barOf = (current: number, pages: number) => paginationView(ui, current, pages, hrefOf);

/** The row of links, the current page in brackets. */
function shown(current: number, pages: number): string {
  return (barOf(current, pages)?.pages ?? [])
    .map(({ name, href }) => {
      if (name === undefined) return '…';
      return href === undefined ? `[${name}]` : name;
    })
    .join(' ');
}

const place = fc
  .integer({ min: 2, max: 60 })
  .chain((pages) => fc.tuple(fc.integer({ min: 1, max: pages }), fc.constant(pages)));

describe('paginationView', () => {
  it('is absent for one page', () => {
    assert.equal(barOf(1, 1), undefined);
  });

  it('shows the newest page, those around the current one, and the oldest', () => {
    assert.equal(shown(2, 2), '[Newest] 1');
    assert.equal(shown(4, 4), '[Newest] 3 2 1');
    assert.equal(shown(10, 10), '[Newest] 9 … 1');
    assert.equal(shown(9, 10), 'Newest [9] 8 … 1');
    assert.equal(shown(8, 10), 'Newest 9 [8] 7 … 1');
    assert.equal(shown(7, 10), 'Newest … 8 [7] 6 … 1');
    assert.equal(shown(1, 10), 'Newest … 2 [1]');
  });

  it('shows a gap of one page as that page, but beside the newest', () => {
    assert.equal(shown(4, 10), 'Newest … 5 [4] 3 2 1');
    assert.equal(shown(7, 10), 'Newest … 8 [7] 6 … 1');
  });

  it('says in words which page a number is', () => {
    assert.deepEqual(barOf(2, 3)?.pages, [
      { name: 'Newest', href: '/' },
      { name: '2', label: 'Page 2' },
      { name: '1', label: 'Page 1, the oldest', href: '/page/1/' },
    ]);
  });

  it('leads to the pages of newer and older posts; heads say previous and next', () => {
    const [newest, middle, oldest] = [3, 2, 1].map((page) => headLinks(barOf(page, 3) ?? {}));
    assert.deepEqual(newest, { next: '/page/2/' });
    assert.deepEqual(middle, { previous: '/', next: '/page/1/' });
    assert.deepEqual(oldest, { previous: '/page/2/' });
  });

  it('counts down without repetition, and each gap hides a page', () => {
    fc.assert(
      fc.property(place, ([current, pages]) => {
        const bar = barOf(current, pages)?.pages ?? [];
        const numbers = bar.map(({ name }) => (name === ui.newestPage ? pages : Number(name)));
        assert.equal(numbers[0], pages);
        assert.equal(numbers.at(-1), 1);
        assert.ok(numbers.includes(current));
        let before = pages + 1;
        bar.forEach(({ name, href }, index) => {
          const number = numbers[index] ?? 0;
          if (name === undefined) {
            assert.ok(before - (numbers[index + 1] ?? 0) > 1);
            return;
          }
          if (bar[index - 1]?.name !== undefined) assert.equal(number, before - 1);
          assert.ok(number < before);
          const own = hrefOf(number === pages ? undefined : number);
          assert.equal(href, number === current ? undefined : own);
          before = number;
        });
      }),
    );
  });

  it('stays the same on all but two older pages when pages are added', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 60 }), ([current, pages], added) => {
        fc.pre(current <= pages - 3);
        assert.deepEqual(barOf(current, pages + added), barOf(current, pages));
      }),
    );
  });
});
