import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAliases } from '../../src/corpus/alias-file.ts';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import type { Article } from '../../src/ingest/types.ts';
import { termLink, termLinks } from '../../src/views/context.ts';
import type { PlannedPageContext } from '../../src/views/page-kind.ts';
import type { TermType } from '../../src/content/terms.ts';
import { countTermPages, termIndexPages, termPages } from '../../src/views/term-views.ts';
import { corpusOptions, makeArticle, makeContext } from '../support/articles.ts';

function tagViews(articles: readonly Article[]) {
  const context = makeContext(articles);
  return viewsOf(context, 'tag');
}

function viewsOf(context: PlannedPageContext, type: TermType) {
  const { pages: index, lists } = termIndexPages(context, type);
  const pages = termPages(context, type);
  assert.equal(countTermPages(context, type), pages.length);
  return { index, pages, lists };
}

describe('pages of terms', () => {
  const articles = [
    makeArticle({ slug: 'b', terms: { tag: ['CSS', '排版', '2026', 'Ångström'] } }),
    makeArticle({ slug: 'a', terms: { tag: ['css', '平方'] } }),
  ];

  it('lists every term once by initial; a term with one post leads straight to it', () => {
    const [index, ...more] = tagViews(articles).index;
    assert.deepEqual(more, []);
    assert.deepEqual(
      index?.groups.map(({ initial, id, terms }) => [
        initial,
        id,
        terms.map(({ name, href, count }) => [name, href, count]),
      ]),
      [
        ['A', 'initial-a', [['Ångström', '/posts/b/', 1]]],
        ['C', 'initial-c', [['CSS', '/tags/css/', 2]]],
        [
          'P',
          'initial-p',
          [
            ['排版', '/posts/b/', 1],
            ['平方', '/posts/a/', 1],
          ],
        ],
        ['其他', 'initial-other', [['2026', '/posts/b/', 1]]],
      ],
    );
  });

  it('makes pages for terms with enough posts only', () => {
    assert.deepEqual(
      tagViews(articles).pages.map(({ path }) => path),
      ['tags/css/index.html'],
    );
  });

  it('puts types that the navigation does not name below the index of indexes', () => {
    const context = makeContext(
      ['b', 'a'].map((slug) => makeArticle({ slug, terms: { tag: ['纸'], person: ['沈括'] } })),
    );
    const placesOf = (type: 'tag' | 'person') => {
      const { index, pages } = viewsOf(context, type);
      return [...index, ...pages].map(({ section, breadcrumbs }) => [
        section,
        breadcrumbs.map(({ name }) => name).join(' › '),
      ]);
    };
    assert.deepEqual(placesOf('tag'), [
      ['tag', '首页 › 标签'],
      ['tag', '首页 › 标签 › 纸'],
    ]);
    assert.deepEqual(placesOf('person'), [
      ['index', '首页 › 索引 › 人物'],
      ['index', '首页 › 索引 › 人物 › 沈括'],
    ]);
  });

  it('makes no page without terms', () => {
    assert.deepEqual(tagViews([makeArticle()]), { index: [], pages: [], lists: [] });
  });

  it('counts a person by every role and finds the page under the other type', () => {
    const context = makeContext([
      makeArticle({ slug: 'a', terms: { speaker: ['Ada'], person: ['Bob'] } }),
      makeArticle({ slug: 'b', terms: { speaker: ['Ada'], person: ['Ada'] } }),
      makeArticle({ slug: 'c', guests: ['Ada'] }),
      makeArticle({ slug: 'd', guests: ['Bob'] }),
    ]);
    const { index } = viewsOf(context, 'person');
    assert.deepEqual(
      index[0]?.groups.flatMap(({ terms }) => terms),
      [
        { name: 'Ada', href: '/speakers/ada/', count: 3, others: [] },
        // Too few mentions for a page: the entry leads to each post.
        { name: 'Bob', href: '/posts/a/', count: 2, others: [{ name: 'd', href: '/posts/d/' }] },
      ],
    );
  });

  it('splits a long index into parts that name their initials and lose no term', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const tag = [...letters].flatMap((letter) =>
      Array.from({ length: letter === 'k' ? 7000 : 150 }, (_, index) => `${letter}${index}x`),
    );
    const { index } = tagViews([makeArticle({ terms: { tag } })]);
    assert.ok(index.length > 2);
    const names = index.flatMap(({ groups }) =>
      groups.flatMap(({ terms }) => terms.map(({ name }) => name)),
    );
    assert.equal(names.length, tag.length);
    assert.equal(new Set(names).size, tag.length);
    const partNames = index[0]?.parts.map(({ name }) => name) ?? [];
    assert.equal(new Set(partNames).size, partNames.length, partNames.join());
    assert.ok(partNames.includes('A–J') && partNames.includes('K 1') && partNames.includes('K 2'));
    for (const [number, { groups, parts, path }] of index.entries()) {
      assert.equal(parts.length, index.length);
      assert.deepEqual(
        parts.flatMap((part, at) => (part.href === undefined ? [at] : [])),
        [number],
      );
      assert.equal(path, number === 0 ? 'tags/index.html' : `tags/page/${number + 1}/index.html`);
      assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length);
    }
  });

  it('gives the filter other names, and the pinyin of Han names', () => {
    const { table: aliases } = parseAliases('tag: { AI: [人工智能], 排版: [] }', 'a.yaml');
    const tag = ['AI', '排版', ...Array.from({ length: 60 }, (_, index) => `z${index}`)];
    const articles = [makeArticle({ terms: { tag } })];
    const corpus = buildCorpus(articles, { ...corpusOptions(2), aliases });
    const context = { ...makeContext(articles), corpus };
    const [list] = viewsOf(context, 'tag').lists;
    assert.equal(list?.path, 'tags/terms.json');
    assert.deepEqual(Object.values(list.terms).slice(0, 3), [
      ['AI', '/posts/post/', 1, '', '人工智能'],
      ['排版', '/posts/post/', 1, 'pai ban'],
      ['z0', '/posts/post/', 1],
    ]);
  });
});

describe('termLink', () => {
  const hidden = makeArticle({ slug: 'h', visibility: 'unlisted', terms: { tag: ['秘', 'css'] } });
  const context = makeContext([
    makeArticle({ slug: 'b', terms: { tag: ['CSS', '独'], person: ['王选'] } }),
    makeArticle({ slug: 'a', terms: { tag: ['CSS'], person: ['王选'] } }),
    hidden,
  ]);

  it('links only what has a page, by its shown spelling', () => {
    assert.deepEqual(termLink(context, 'tag', 'css'), { name: 'CSS', href: '/tags/css/' });
    assert.deepEqual(termLink(context, 'tag', '独'), { name: '独' });
    assert.deepEqual(termLink(context, 'tag', '秘'), { name: '秘' });
    assert.deepEqual(termLink(context, 'person', '王选'), {
      name: '王选',
      href: '/people/wang-xuan/',
    });
  });

  it('names a term once', () => {
    assert.deepEqual(termLinks(context, 'tag', ['css', 'CSS', '独']), [
      { name: 'CSS', href: '/tags/css/' },
      { name: '独' },
    ]);
  });
});
