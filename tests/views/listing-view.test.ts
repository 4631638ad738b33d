import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listingViews } from '../../src/views/listing-view.ts';
import { makeArticle, makeContext } from '../support/articles.ts';
import type { ListingView } from '../../src/views/listing-view.ts';
import fc from 'fast-check';

const articles = [
  makeArticle({ slug: 'c', date: '2026-03-06', lang: 'en' }, { isBilingual: true }),
  makeArticle({
    ...{ slug: 'b', title: '乙', date: '2024-01-01', summary: '摘要' },
    terms: { area: ['写作'] },
  }),
  makeArticle({ slug: 'a' }),
];

/** So many posts, one a day, newest first: `p1`, `p0`. */
const dated = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.UTC(2026, 0, count - index)).toISOString().slice(0, 10);
    return makeArticle({ slug: `p${count - 1 - index}`, date: day });
  });

function views(
  own = articles,
  changes: {
    ancestors?: boolean;
    kind?: string;
    section?: 'home' | 'tag';
    size?: number;
    title?: string;
  } = {},
): readonly ListingView[] {
  const context = makeContext(own);
  return listingViews(context, {
    title: changes.title ?? '排版',
    section: changes.section ?? 'tag',
    articles: own,
    size: changes.size ?? 2,
    addressOf: (page) => context.links.term('tag', 'pai-ban', page),
    ancestors: changes.ancestors === false ? [] : [{ name: '首页', href: '/' }],
    ...(changes.kind !== undefined && { kind: changes.kind }),
  });
}

describe('listingViews', () => {
  it('makes one view per page, each with its address, links and title', () => {
    const [first, second, ...more] = views(dated(3), { kind: '标签', size: 1 });
    const [oldest, ...none] = more;
    assert.ok(first && second && oldest);
    assert.deepEqual(none, []);
    assert.deepEqual(
      [first.path, second.path, oldest.path],
      [
        'tags/pai-ban/index.html',
        'tags/pai-ban/page/2/index.html',
        'tags/pai-ban/page/1/index.html',
      ],
    );
    assert.deepEqual(
      [first, second, oldest].map(({ posts }) => posts.map(({ title }) => title)),
      [['p2'], ['p1'], ['p0']],
    );
    assert.equal(first.head.next, '/tags/pai-ban/page/2/');
    assert.equal(first.head.previous, undefined);
    assert.equal(second.head.previous, '/tags/pai-ban/');
    assert.equal(second.head.next, '/tags/pai-ban/page/1/');
    assert.equal(oldest.head.previous, '/tags/pai-ban/page/2/');
    assert.equal(oldest.head.next, undefined);
    assert.equal(second.head.canonical, 'https://example.com/tags/pai-ban/page/2/');
    assert.equal(first.head.title, '排版 · 测试站');
    assert.equal(second.head.title, '排版（旧文，第 2 页） · 测试站');
    assert.deepEqual(first.breadcrumbs, [{ name: '首页', href: '/' }, { name: '排版' }]);
  });

  it('names the site once in the title of an older page of home', () => {
    const [, second] = views(dated(3), { title: '测试站', section: 'home', size: 1 });
    assert.equal(second?.head.title, '旧文，第 2 页 · 测试站');
  });

  it('shows the rest on the list’s own page, newest first', () => {
    const [own, ...older] = views(dated(5)).map(({ posts }) => posts.map(({ title }) => title));
    assert.deepEqual(own, ['p4', 'p3', 'p2']);
    assert.deepEqual(older, [['p1', 'p0']]);
  });

  it('says on older pages which days they hold', () => {
    const [own, second, oldest] = views([...dated(6), makeArticle({ slug: 'u' })], {
      kind: '标签',
    });
    assert.equal(own?.lead, '共 7 篇 · 2026');
    assert.equal(second?.lead, '2026年1月2日 – 2026年1月3日');
    assert.equal(second?.head.description, '标签：排版 · 2026年1月2日 – 2026年1月3日');
    assert.equal(oldest?.lead, '2026年1月1日');
    const undated = ['a', 'b', 'c', 'd'].map((slug) => makeArticle({ slug }));
    assert.equal(views(undated)[1]?.lead, '2 篇');
  });

  it('leaves older pages as they are when newer posts come', () => {
    const size = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(fc.nat({ max: 40 }), size, fc.nat({ max: 20 }), (count, perPage, added) => {
        const before = views(dated(count), { size: perPage });
        const after = new Map(
          views(dated(count + added), { size: perPage }).map((view) => [view.path, view]),
        );
        // Newest first: the own page, and the two beside it.
        for (const view of before.slice(3)) assert.deepEqual(after.get(view.path), view);
      }),
      { numRuns: 30 },
    );
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
