import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Article } from '../../src/ingest/types.ts';
import { createSeriesFinder, postView } from '../../src/views/post-view.ts';
import type { PostInput } from '../support/articles.ts';
import { makeArticle, makeContext } from '../support/articles.ts';

const noSeries = () => undefined;

function viewOf(input: PostInput, others: readonly Article[] = []) {
  const article = makeArticle(input);
  return postView(makeContext([article, ...others]), article, {}, noSeries);
}

describe('postView', () => {
  it('describes an article in JSON-LD, whatever its title holds', () => {
    const title = '</script><!-- "引号" & \u2028';
    const { head } = viewOf({ title, date: '2026-01-01', updated: '2026-02-01', author: '某' });
    for (const json of head.jsonLd) assert.doesNotMatch(json, /[<\u2028]/);
    const article = JSON.parse(head.jsonLd[0] ?? '') as Record<string, unknown>;
    assert.equal(article['@type'], 'Article');
    assert.equal(article.headline, title);
    assert.equal(article.datePublished, '2026-01-01');
    assert.equal(article.dateModified, '2026-02-01');
    assert.deepEqual(article.author, { '@type': 'Person', name: '某' });
    assert.equal(
      (JSON.parse(head.jsonLd[1] ?? '') as Record<string, unknown>)['@type'],
      'BreadcrumbList',
    );
  });

  it('keeps unlisted posts from search engines, but not listed ones', () => {
    assert.equal(viewOf({ visibility: 'unlisted' }).head.robots, 'noindex');
    assert.equal(viewOf({}).head.robots, undefined);
  });

  it('shows the day of a revision only if it is another one', () => {
    assert.equal(viewOf({ date: '2026-01-01', updated: '2026-01-01' }).updated, undefined);
    assert.equal(viewOf({ date: '2026-01-01', updated: '2026-01-02' }).updated?.iso, '2026-01-02');
  });

  it('labels known states and shows others as written', () => {
    assert.deepEqual(viewOf({ status: 'evergreen' }).status, { name: 'evergreen', label: '常青' });
    assert.deepEqual(viewOf({ status: 'inbox' }).status, { name: 'inbox', label: 'inbox' });
    assert.deepEqual(viewOf({ status: 'constructor' }).status, {
      name: 'constructor',
      label: 'constructor',
    });
  });

  it('passes the area in the breadcrumbs only when it has a page', () => {
    const other = makeArticle({ slug: 'other', terms: { area: ['写作'] } });
    const withPage = viewOf({ terms: { area: ['写作'] } }, [other]);
    assert.deepEqual(
      withPage.breadcrumbs.map(({ name }) => name),
      ['首页', '写作', 'post'],
    );
    assert.deepEqual(
      viewOf({ terms: { area: ['写作'] } }).breadcrumbs.map(({ name }) => name),
      ['首页', 'post'],
    );
  });

  it('groups terms at the end in a fixed order', () => {
    const { termGroups } = viewOf({
      terms: { media: ['红楼梦'], tag: ['排版'], person: ['王选'], area: ['写作'] },
    });
    assert.deepEqual(
      termGroups.map(({ type }) => type),
      ['tag', 'person', 'media'],
    );
  });
});

describe('createSeriesFinder', () => {
  function part(slug: string, date?: string, series: readonly string[] = ['字的历史']): Article {
    return makeArticle({
      slug,
      title: slug,
      ...(date !== undefined && { date }),
      terms: { series },
    });
  }
  function partNames(article: Article, all: readonly Article[]) {
    return createSeriesFinder(makeContext(all))(article)?.parts.map(({ name }) => name);
  }

  it('finds the place of a part, oldest first', () => {
    const [one, two, three] = [
      part('1', '2026-01-01'),
      part('2', '2026-01-02'),
      part('3', '2026-01-03'),
    ];
    const view = createSeriesFinder(makeContext([three, one, two]))(two);
    assert.equal(view?.position, 2);
    assert.equal(view?.total, 3);
    assert.deepEqual(view?.previous, { name: '1', href: '/posts/1/' });
    assert.deepEqual(view?.next, { name: '3', href: '/posts/3/' });
    assert.deepEqual(view?.parts, [
      { name: '1', href: '/posts/1/' },
      { name: '2' },
      { name: '3', href: '/posts/3/' },
    ]);
    assert.equal(view?.term.href, '/series/zi-de-li-shi/');
  });

  it('reads parts of one day in the order of their files', () => {
    const parts = ['1', '2', '3'].map((slug) => part(slug, '2026-01-01'));
    const [first] = parts;
    assert.ok(first);
    assert.deepEqual(partNames(first, parts), ['1', '2', '3']);
  });

  it('has nothing to say of a single part, of unlisted posts and of posts without a series', () => {
    const alone = part('1', '2026-01-01');
    const plain = part('p', '2026-01-01', []);
    const finder = createSeriesFinder(makeContext([alone, plain]));
    assert.equal(finder(alone), undefined);
    assert.equal(finder(plain), undefined);
  });

  it('shows a window of a long series that holds the part itself', () => {
    const name = (index: number) => String(index).padStart(3, '0');
    const all = Array.from({ length: 100 }, (_, index) =>
      part(
        name(index + 1),
        `2026-${index < 50 ? '01' : '02'}-${String((index % 25) + 1).padStart(2, '0')}`,
      ),
    );
    const finder = createSeriesFinder(makeContext(all));
    for (const article of all) {
      const view = finder(article);
      assert.ok(view);
      assert.equal(view.parts.length, 30);
      assert.equal(
        view.firstPosition + view.parts.findIndex(({ href }) => href === undefined),
        view.position,
      );
    }
  });
});
