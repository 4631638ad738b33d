import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bookView } from '../../src/views/book-view.ts';
import { makeContext } from '../support/articles.ts';

describe('bookView', () => {
  const context = makeContext([]);
  const ratingOf = (rating: string) => {
    const view = bookView(context, { rating }).rating;
    return view && [view.value, view.outOf];
  };

  it('reads ratings with and without a scale', () => {
    assert.deepEqual(ratingOf('4/5'), [4, 5]);
    assert.deepEqual(ratingOf('4.5 / 5'), [4.5, 5]);
    assert.deepEqual(ratingOf('9/10'), [9, 10]);
    assert.deepEqual(ratingOf('3'), [3, 5]);
    assert.deepEqual(ratingOf('0/5'), [0, 5]);
  });

  it('shows no rating that makes no sense', () => {
    for (const rating of ['6/5', '4/0', '4/1000', 'good', '-1', '', '★★★★']) {
      assert.equal(ratingOf(rating), undefined, rating);
    }
  });

  it('labels the day of reading, and leaves out what is not known', () => {
    assert.deepEqual(bookView(context, { author: '某', readDate: '2026-01-02' }), {
      author: '某',
      readDate: { iso: '2026-01-02', label: '2026年1月2日' },
    });
  });
});
