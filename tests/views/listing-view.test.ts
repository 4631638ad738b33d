import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listingViews } from '../../src/views/listing-view.ts';
import { makeArticle, makeContext } from '../support/articles.ts';
import type { ListingView } from '../../src/views/listing-view.ts';

const articles = [
  makeArticle({ slug: 'c', date: '2026-03-06', lang: 'en' }, { isBilingual: true }),
  makeArticle({
    ...{ slug: 'b', title: '乙', date: '2024-01-01', summary: '摘要' },
    terms: { area: ['写作'] },
  }),
  makeArticle({ slug: 'a' }),
];

function views(
  own = articles,
  changes: { ancestors?: boolean; kind?: string } = {},
): readonly ListingView[] {
  const context = makeContext(own);
  return listingViews(context, {
    title: '排版',
    section: 'tag',
    articles: own,
    size: 2,
    addressOf: (page) => context.links.term('tag', 'pai-ban', page),
    ancestors: changes.ancestors === false ? [] : [{ name: '首页', href: '/' }],
    ...(changes.kind !== undefined && { kind: changes.kind }),
  });
}

describe('listingViews', () => {
  it('makes one view per page, each with its address, links and title', () => {
    const [first, second, ...more] = views(articles, { kind: '标签' });
    assert.ok(first && second);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [first.path, second.path],
      ['tags/pai-ban/index.html', 'tags/pai-ban/page/2/index.html'],
    );
    assert.deepEqual(
      first.posts.map(({ title }) => title),
      ['c', '乙'],
    );
    assert.deepEqual(
      second.posts.map(({ title }) => title),
      ['a'],
    );
    assert.equal(first.head.next, '/tags/pai-ban/page/2/');
    assert.equal(first.head.previous, undefined);
    assert.equal(second.head.previous, '/tags/pai-ban/');
    assert.equal(second.head.canonical, 'https://example.com/tags/pai-ban/page/2/');
    assert.notEqual(first.head.title, second.head.title);
    assert.deepEqual(first.breadcrumbs, [{ name: '首页', href: '/' }, { name: '排版' }]);
  });

  it('says how many posts there are, and their first and last year, undated ones aside', () => {
    assert.match(views()[0]?.lead ?? '', /3 .*2024.*2026/);
  });

  it('makes one empty page of an empty list', () => {
    const [only, ...more] = views([]);
    assert.deepEqual(only?.posts, []);
    assert.equal(only?.pagination, undefined);
    assert.deepEqual(more, []);
  });

  it('has no breadcrumbs on the home page', () => {
    const [home] = views(articles, { ancestors: false });
    assert.deepEqual(home?.breadcrumbs, []);
    assert.deepEqual(home?.head.jsonLd, []);
  });

  it('tells the language of titles and summaries by themselves', () => {
    const [card] =
      views([
        makeArticle({ slug: 'x', title: '文字', summary: '讓我們說說這個問題', lang: 'en' }),
      ])[0]?.posts ?? [];
    assert.deepEqual([card?.titleLang, card?.summaryLang], ['zh-Hant', 'zh-Hant']);
  });

  it('says on cards what differs from the site', () => {
    const [english, chinese] = views()[0]?.posts ?? [];
    assert.equal(english?.titleLang, 'en');
    assert.equal(english?.bilingual, true);
    assert.deepEqual(english?.date, { iso: '2026-03-06', label: '2026年3月6日' });
    assert.equal(chinese?.titleLang, undefined);
    assert.equal(chinese?.summaryLang, undefined);
    assert.equal(chinese?.summary, '摘要');
    // One post: the term has no page.
    assert.deepEqual(chinese?.area, { name: '写作' });
  });
});
