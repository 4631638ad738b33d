import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hrefOfPart } from '../../src/client/term-list.ts';
import type { Article } from '../../src/ingest/types.ts';
import { glossaryViews } from '../../src/views/glossary-views.ts';
import { createPostGlossary } from '../../src/views/post-glossary.ts';
import type { TermList, TermListParts } from '../../src/views/term-list.ts';
import { makeContext } from '../support/articles.ts';
import { glossedArticle } from '../support/glosses.ts';
import type { GlossInput } from '../support/glosses.ts';

const days = (count: number, glosses: (day: number) => readonly GlossInput[]) =>
  Array.from({ length: count }, (_, day) =>
    glossedArticle(
      {
        slug: `p${day}`,
        title: `第 ${day} 篇`,
        date: `2026-01-${10 + day}`,
        terms: { media: ['活字'] },
      },
      glosses(day),
    ),
  );

describe('glossaryViews', () => {
  it('links definitions to where they are given, and entries to pages of the same name', () => {
    const context = makeContext(
      days(2, () => [
        ['活字', 'Movable type', '单个字模'],
        ['铅字', '活字', ''],
      ]),
    );
    const [page, ...more] = glossaryViews(context).pages;
    assert.ok(page);
    assert.deepEqual([page.href, more.length], ['/glossary/', 0]);
    assert.deepEqual(
      page.groups.map(({ initial, id }) => [initial, id]),
      [
        ['H', 'initial-h'],
        ['Q', 'initial-q'],
      ],
    );
    const [entry] = page.groups[0]?.entries ?? [];
    assert.equal(entry?.id, 'g-huo-zi');
    assert.deepEqual(entry.names, [{ text: 'Movable type', lang: 'en' }]);
    assert.deepEqual(entry.definitions, [
      {
        text: '单个字模',
        posts: [
          { name: '第 1 篇', href: '/posts/p1/#gloss-1' },
          { name: '第 0 篇', href: '/posts/p0/#gloss-1' },
        ],
      },
    ]);
    assert.deepEqual(entry.pages, [{ name: '作品：活字', href: '/media/huo-zi/' }]);
  });

  it('folds all but the first definitions and says how many there are', () => {
    const context = makeContext(days(14, (day) => [['活字', '', `第 ${day} 种说法`]]));
    const [entry] = glossaryViews(context).pages[0]?.groups[0]?.entries ?? [];
    assert.equal(entry?.definitions.length, 3);
    assert.equal(entry.folded.length, 9);
    assert.equal(entry.foldLabel, '另有 11 种说法，此处列出 9 种');
  });

  it('has a filter list only where it helps, and no page without entries', () => {
    const many = days(1, () =>
      Array.from({ length: 60 }, (_, n) => [`词 ${n}`, `word ${n}`, '意思']),
    );
    const { pages, lists } = glossaryViews(makeContext(many));
    assert.equal(pages[0]?.filterHref, '/glossary/terms.json');
    const first: unknown = Object.values(lists[0]?.terms ?? [])[0];
    assert.deepEqual(first, ['词 0', '/glossary/#g-ci-0', 1, 'ci 0', 'word 0']);
    assert.deepEqual(glossaryViews(makeContext(days(1, () => []))), { pages: [], lists: [] });
    assert.deepEqual(glossaryViews(makeContext(days(1, () => [['词', '', '意思']]))).lists, []);
  });

  it('has a long filter list in parts, few of which change with a post', () => {
    const words = Array.from({ length: 3000 }, (_, n) => `${'abcxyz'.charAt(n % 6)}${n} 词`);
    const article = (slug: string, terms: readonly string[]) =>
      glossedArticle(
        { slug, date: '2026-01-01' },
        terms.map((term) => [term, '', '意思']),
      );
    const filesOf = (articles: readonly Article[]) => {
      const { lists } = glossaryViews(makeContext(articles));
      return new Map(lists.map(({ path, terms }) => [path, terms]));
    };
    const before = filesOf([article('a', words)]);
    const parts = before.get('glossary/terms.json') ?? {};
    assert.ok(!Array.isArray(parts) && before.size > 6);
    const listed = new Map(
      Object.values(parts).map((href: string) => [href.slice(1), before.get(href.slice(1))]),
    );
    assert.equal(listed.size, before.size - 1);
    for (const [path, rows = []] of listed) {
      assert.ok(JSON.stringify(rows).length < 110_000, path);
      for (const [, href] of rows as TermList) {
        // Readers look for a moved entry in this part alone.
        const slug = decodeURIComponent(href.replace(/.*#g-/, ''));
        assert.deepEqual(hrefOfPart(parts as TermListParts, slug), [`/${path}`]);
      }
    }
    const after = filesOf([article('a', words), article('b', ['m0 词', 'x3 词'])]);
    const isOther = ([path, rows]: [string, unknown]) =>
      JSON.stringify(rows) !== JSON.stringify(before.get(path));
    assert.deepEqual([...after].filter(isOther).length, 3, 'two parts, one of them new');
  });
});

describe('createPostGlossary', () => {
  it('lists the terms of an article once, and how many others explain them', () => {
    const articles = days(3, (day) => [
      ['活字', '', `说法 ${day}`],
      ['版心', '', '排字的区域'],
      ['活字', '', '又一次'],
    ]).slice(0, 2);
    const context = makeContext(articles);
    const [article] = articles;
    assert.ok(article);
    assert.deepEqual(createPostGlossary(context)(article), {
      label: '本文术语（2）',
      open: '在术语表中查看',
      entries: [
        { name: '活字', href: '/glossary/#g-huo-zi', glosses: '1 3', elsewhere: '另有 1 篇解释' },
        { name: '版心', href: '/glossary/#g-ban-xin', glosses: '2', elsewhere: '另有 1 篇解释' },
      ],
    });
  });

  it('tells many others in round numbers, which one more hardly ever changes', () => {
    const told = (posts: number) => {
      const articles = days(posts, () => [['活字', '', '说法']]);
      const [article] = articles;
      assert.ok(article);
      return createPostGlossary(makeContext(articles))(article)?.entries[0]?.elsewhere;
    };
    assert.deepEqual([5, 6, 7, 11, 12].map(told), [
      '另有 4 篇解释',
      '另有 5 篇解释',
      '另有 5 篇以上解释',
      '另有 10 篇解释',
      '另有 10 篇以上解释',
    ]);
  });

  it('keeps the terms that most articles explain where there are too many', () => {
    const many: GlossInput[] = Array.from({ length: 310 }, (_, n) => [`词 ${n}`, '', '意思']);
    const articles = [
      glossedArticle({ slug: 'a', date: '2026-01-01' }, many),
      glossedArticle({ slug: 'b', date: '2026-01-02' }, many.slice(-3)),
    ];
    const [article] = articles;
    assert.ok(article);
    const view = createPostGlossary(makeContext(articles))(article);
    assert.equal(view?.entries.length, 300);
    assert.deepEqual(
      view.entries.slice(-3).map(({ name }) => name),
      ['词 307', '词 308', '词 309'],
    );
  });

  it('is absent where no gloss leads anywhere', () => {
    const articles = days(1, () => [['靶子', 'target']]);
    const [article] = articles;
    assert.ok(article);
    assert.equal(createPostGlossary(makeContext(articles))(article), undefined);
  });
});
