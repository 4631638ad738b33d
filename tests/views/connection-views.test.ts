import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linkedFromView, relatedViews } from '../../src/views/connection-views.ts';
import type { Article } from '../../src/ingest/types.ts';
import { makeArticle, makeContext } from '../support/articles.ts';

function linking(count: number): readonly Article[] {
  return Array.from({ length: count }, (_, index) =>
    makeArticle(
      { slug: `s${String(index).padStart(2, '0')}` },
      { links: [{ kind: 'wiki', target: 'target', line: 1 }] },
    ),
  );
}

function viewOf(count: number) {
  const target = makeArticle({ slug: 'target', title: '目标' });
  return linkedFromView(makeContext([target, ...linking(count)]), target);
}

describe('linkedFromView', () => {
  it('is absent where nobody links', () => {
    assert.equal(viewOf(0), undefined);
  });

  it('shows a few, folds the rest, and counts what it leaves out', () => {
    const sizes = [1, 5, 6, 7, 50, 80].map((count) => {
      const view = viewOf(count);
      return [view?.posts.length, view?.rest.length, view?.more];
    });
    assert.deepEqual(sizes, [
      [1, 0, undefined],
      [5, 0, undefined],
      [6, 0, undefined],
      [5, 2, undefined],
      [5, 45, undefined],
      [5, 45, '另有 30 篇'],
    ]);
    assert.equal(viewOf(80)?.restLabel, '其余 75 篇');
  });
});

describe('relatedViews', () => {
  it('are links with reasons in words, and the language of a title that differs', () => {
    const article = makeArticle({ slug: 'x', terms: { tag: ['纸'] } });
    const other = makeArticle({ slug: '纸', title: 'Paper', lang: 'en', terms: { tag: ['纸'] } });
    const context = makeContext([article, other], { pathPrefix: '/notes/' });
    assert.deepEqual(relatedViews(context, article), [
      { title: 'Paper', href: '/notes/posts/%E7%BA%B8/', lang: 'en', reasons: ['同一标签：纸'] },
    ]);
  });
});
