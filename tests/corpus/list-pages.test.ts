import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { countListPages, cutList, pageOfItem } from '../../src/corpus/list-pages.ts';

/** A list of so many items, newest first: `5 4 3 2 1`. */
const listOf = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => count - index);

function shown(count: number, size: number): string {
  const { newest, older } = cutList(listOf(count), size);
  return [
    newest.join(' '),
    ...older.map(({ number, items }) => `${number}: ${items.join(' ')}`),
  ].join(' | ');
}

const count = fc.nat({ max: 300 });
const size = fc.integer({ min: 1, max: 20 });

describe('cutList', () => {
  it('numbers full pages from the oldest; the newest page has the rest', () => {
    assert.equal(shown(0, 3), '');
    assert.equal(shown(5, 3), '5 4 3 2 1');
    assert.equal(shown(6, 3), '6 5 4 | 1: 3 2 1');
    assert.equal(shown(8, 3), '8 7 6 5 4 | 1: 3 2 1');
    assert.equal(shown(9, 3), '9 8 7 | 2: 6 5 4 | 1: 3 2 1');
  });

  it('puts each item on one page, in order', () => {
    fc.assert(
      fc.property(count, size, (items, perPage) => {
        const { newest, older } = cutList(listOf(items), perPage);
        assert.deepEqual([newest, ...older.map((page) => page.items)].flat(), listOf(items));
        assert.equal(older.length + 1, countListPages(items, perPage));
      }),
    );
  });

  it('fills older pages; the newest has fewer items than two of them, and as many as one', () => {
    fc.assert(
      fc.property(count, size, (items, perPage) => {
        const { newest, older } = cutList(listOf(items), perPage);
        for (const page of older) assert.equal(page.items.length, perPage);
        assert.ok(newest.length < 2 * perPage);
        assert.ok(newest.length >= Math.min(items, perPage));
      }),
    );
  });

  it('never changes a full page when newer items come', () => {
    fc.assert(
      fc.property(count, size, count, (items, perPage, added) => {
        const { older } = cutList(listOf(items), perPage);
        const grown = cutList(listOf(items + added), perPage).older;
        assert.deepEqual(grown.slice(grown.length - older.length), older);
      }),
    );
  });
});

describe('pageOfItem', () => {
  it('finds the page that cutList puts an item on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), size, (items, perPage) => {
        const list = listOf(items);
        const { newest, older } = cutList(list, perPage);
        list.forEach((item, place) => {
          const number = pageOfItem(place, items, perPage);
          const page = number === undefined ? newest : older.at(-number)?.items;
          assert.ok(page?.includes(item), `${item} on page ${number}`);
        });
      }),
    );
  });
});
