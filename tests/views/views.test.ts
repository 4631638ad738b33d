import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import type { Article } from '../../src/ingest/types.ts';
import { readingMinutes } from '../../src/ingest/reading-time.ts';
import { contentSecurityPolicy } from '../../src/views/content-security-policy.ts';
import { noEditions } from '../../src/editions/edition-plan.ts';
import { inOneGo } from '../../src/shared/cooperative.ts';
import { pagePaths } from '../../src/views/site-pages.ts';
import { draftViews, viewSteps } from '../../src/views/views.ts';
import { corpusOptions, makeArticle, makeConfig } from '../support/articles.ts';
import { clientAssets as assets } from '../support/client-assets.ts';

function viewsOf(articles: readonly Article[]) {
  const draft = inOneGo(draftViews(makeConfig(), buildCorpus(articles, corpusOptions(2))));
  return inOneGo(viewSteps(draft, assets, noEditions));
}

describe('viewSteps', () => {
  it('has only those pages in the navigation that have something to show', () => {
    const keys = (articles: readonly Article[]) =>
      viewsOf(articles).site.navigation.map(({ key }) => key);
    assert.deepEqual(keys([]), ['home', 'index', 'archive', 'about']);
    assert.deepEqual(keys([makeArticle({ terms: { tag: ['a'] } })]), [
      'home',
      'tag',
      'index',
      'archive',
      'about',
    ]);
    const unlisted = makeArticle({ visibility: 'unlisted', terms: { tag: ['a'] } });
    assert.deepEqual(keys([unlisted]), ['home', 'index', 'archive', 'about']);
  });

  it('links neighbours among listed posts only', () => {
    const views = viewsOf([
      makeArticle({ slug: 'new', date: '2026-01-03' }),
      makeArticle({ slug: 'hidden', date: '2026-01-02', visibility: 'unlisted' }),
      makeArticle({ slug: 'old', date: '2026-01-01', layout: 'book-note.njk' }),
    ]);
    const posts = [...views.posts.values()].flat();
    const neighbours = posts.map(({ title, previous, next }) => [
      title,
      previous?.title,
      next?.title,
    ]);
    assert.deepEqual(neighbours.sort(), [
      ['hidden', undefined, undefined],
      ['new', 'old', undefined],
      ['old', undefined, 'new'],
    ]);
    assert.deepEqual([...views.posts.keys()].sort(), ['book-note.njk', 'post.njk']);
  });

  it('writes every page to a path of its own', () => {
    const articles = Array.from({ length: 45 }, (_, index) =>
      makeArticle({
        slug: `p${index}`,
        date: `2026-01-${String((index % 28) + 1).padStart(2, '0')}`,
        terms: { tag: ['page', 'a'], series: ['page'], area: ['2'] },
      }),
    );
    const pages = pagePaths({
      views: viewsOf(articles),
      redirectPages: [],
      postLayouts: ['post.njk'],
    });
    assert.ok(pages.length > 50);
    assert.equal(new Set(pages).size, pages.length);
  });
});

describe('readingMinutes', () => {
  it('counts Han and Latin apart, leaves out originals, and gives at least a minute', () => {
    assert.equal(readingMinutes({ han: 4000, latin: 0, original: 9000 }), 10);
    assert.equal(readingMinutes({ han: 0, latin: 2380, original: 0 }), 10);
    assert.equal(readingMinutes({ han: 0, latin: 0, original: 0 }), 1);
  });
});

describe('contentSecurityPolicy', () => {
  it('allows scripts and styles of the site only, by hash where they stand in the page', () => {
    const policy = contentSecurityPolicy('sha256-abc=');
    assert.match(policy, /default-src 'self'/);
    assert.match(policy, /script-src 'self' 'sha256-abc='/);
    assert.doesNotMatch(policy, /unsafe|\*/);
  });
});
