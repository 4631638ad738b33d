import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildArchive } from '../../src/corpus/archive.ts';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import { corpusOptions, makeArticle } from '../support/articles.ts';

const slugs = (articles: readonly { post: { slug: string } }[]) =>
  articles.map(({ post }) => post.slug);

describe('buildCorpus', () => {
  const articles = [
    makeArticle({ slug: 'undated' }),
    makeArticle({ slug: 'old', date: '2024-12-31' }),
    makeArticle({ slug: 'b', date: '2026-03-06' }),
    makeArticle({ slug: 'a', date: '2026-03-06' }),
    makeArticle({
      slug: 'hidden',
      date: '2026-04-01',
      visibility: 'unlisted',
      terms: { tag: ['秘'], person: ['某人'] },
    }),
  ];
  const corpus = buildCorpus(articles, corpusOptions(1));

  it('sorts newest first, equal days by path, undated posts last', () => {
    assert.deepEqual(slugs(corpus.articles), ['a', 'b', 'old', 'undated']);
    assert.deepEqual(
      slugs(buildCorpus([...articles].reverse(), corpusOptions(1)).articles),
      slugs(corpus.articles),
    );
  });

  it('keeps unlisted posts out of every list', () => {
    assert.deepEqual(slugs(corpus.unlisted), ['hidden']);
    for (const index of Object.values(corpus.terms)) assert.deepEqual(index.terms, []);
    assert.deepEqual(
      corpus.archive.map(({ year }) => year),
      ['2026', '2024'],
    );
    assert.deepEqual(
      corpus.archive[0]?.months.map(({ month }) => month),
      ['03'],
    );
  });
});

describe('buildArchive', () => {
  it('groups by year and month, newest first, without undated posts', () => {
    const archive = buildArchive([
      makeArticle({ slug: 'd', date: '2026-03-02' }),
      makeArticle({ slug: 'c', date: '2026-03-01' }),
      makeArticle({ slug: 'b', date: '2026-01-31' }),
      makeArticle({ slug: 'a', date: '2019-01-31' }),
      makeArticle({ slug: 'undated' }),
    ]);
    assert.deepEqual(
      archive.map(({ year, articles, months }) => [
        year,
        slugs(articles),
        months.map(({ month, articles: own }) => [month, slugs(own)]),
      ]),
      [
        [
          '2026',
          ['d', 'c', 'b'],
          [
            ['03', ['d', 'c']],
            ['01', ['b']],
          ],
        ],
        ['2019', ['a'], [['01', ['a']]]],
      ],
    );
    assert.deepEqual(buildArchive([]), []);
  });
});
