import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { maximumOldAddresses } from '../../src/content/old-address.ts';
import type { Term } from '../../src/corpus/term-index.ts';
import { redirectsFile } from '../../src/output/host-files.ts';
import { parseRedirects } from '../../src/serve/redirect-rules.ts';
import { createLinks } from '../../src/views/links.ts';
import { collectRedirects } from '../../src/views/redirects.ts';
import { makeArticle } from '../support/articles.ts';
import { hostileAddresses } from '../support/hostile-addresses.ts';

const css: Term = {
  ...{ type: 'tag', key: 'css', name: '样式', slug: 'css', sortKey: 'css' },
  ...{ articles: [], hasPage: true },
};

const links = createLinks('https://example.com', '/notes/');

function redirectsOf(oldPaths: readonly string[], pages: readonly string[] = []) {
  return collectRedirects([makeArticle({ slug: '新', oldPaths })], pages, links, 'posts');
}

describe('collectRedirects', () => {
  it('sends an old address of the site to the page of today', () => {
    const { all, problems } = redirectsOf(['/2019/旧/', '/a', '/b.html', '/c.php']);
    assert.deepEqual(problems, []);
    const target = '/notes/posts/%E6%96%B0/';
    assert.deepEqual(
      all.map(({ from, href, path }) => [from, href, path]),
      [
        ['/notes/2019/%E6%97%A7/', target, '2019/旧/index.html'],
        ['/notes/a', target, 'a/index.html'],
        ['/notes/b.html', target, 'b.html'],
        ['/notes/c.php', target, undefined],
      ],
    );
    assert.equal(all[0]?.canonical, `https://example.com${target}`);
  });

  it('reads an address that is percent-encoded already', () => {
    assert.deepEqual(redirectsOf(['/%E6%97%A7/']).all, redirectsOf(['/旧/']).all);
  });

  it('refuses what is no address of a page, and names the post', () => {
    for (const written of hostileAddresses) {
      const { all, problems } = redirectsOf([written]);
      assert.deepEqual(all, [], written);
      assert.equal(problems.length, 1);
      const [problem] = problems;
      assert.ok(problem);
      const { code, file, severity, message } = problem;
      assert.deepEqual([code, file, severity], ['alias-not-an-address', 'posts/新.md', 'warning']);
      assert.doesNotMatch(message, /[\p{Cc}\p{Cf}]/u);
      assert.ok(message.length < 300);
    }
  });

  it('names the line of what it refuses', () => {
    const many = Array.from({ length: maximumOldAddresses }, (_, index) => `/old-${index}/`);
    const oldPaths = ['/a b', '/feed.xml/', ...many];
    const oldPathLines = oldPaths.map((_, index) => index + 5);
    const post = makeArticle({ oldPaths, oldPathLines });
    const { problems } = collectRedirects([post], ['feed.xml'], links, 'posts');
    assert.deepEqual(
      problems.map(({ code, line }) => [code, line]),
      [
        ['alias-not-an-address', 5],
        ['alias-taken', 6],
        ['too-many-aliases', 5 + maximumOldAddresses],
      ],
    );
  });

  it('never needs a folder where there is a file, nor a file where there is a folder', () => {
    const files = ['feed.xml', 'posts/good/index.html', 'posts/good/index.md', 'tags/a/index.html'];
    const aliases = [
      ...['/feed.xml/', '/Feed.XML/x', '/posts/good/index.md/', '/posts/good/index.html/x'],
      ...['/old.html', '/old.html/x', '/b.html/x', '/B.html', '/feed.xml/x.php'],
    ];
    const { all, problems } = redirectsOf(aliases, files);
    assert.deepEqual(
      all.map(({ path }) => path),
      ['old.html', 'b.html/x/index.html'],
    );
    assert.equal(problems.length, 7);
    assert.ok(problems.every(({ code }) => code === 'alias-taken'));
    assert.match(problems[0]?.message ?? '', /\/feed\.xml\/ belongs to the site itself/);
    assert.match(problems[1]?.message ?? '', /\/Feed\.XML\/x would be a file and a folder/);
  });

  it('gives one address in several forms to one post only', () => {
    const own = redirectsOf(['/posts/新.html', '/old/', '/old.html', '/old/index.html', '/old']);
    assert.deepEqual(
      own.all.map(({ path }) => path),
      ['posts/新.html', 'old/index.html', 'old.html'],
    );
    const both = collectRedirects(
      [
        makeArticle({ slug: 'a' }),
        makeArticle({ slug: 'b', oldPaths: ['/posts/a.html', '/POSTS/A/', '/about.html'] }),
      ],
      ['about/index.html'],
      links,
      'posts',
    );
    assert.deepEqual(both.all, []);
    assert.match(both.problems[0]?.message ?? '', /belongs to posts\/a\.md/);
  });

  it('lets the first 50 aliases of a post lead to it, and says so once', () => {
    const many = Array.from({ length: 19_900 }, (_, number) => `/old-${number}/`);
    const { all, problems } = redirectsOf(many);
    assert.equal(all.length, maximumOldAddresses);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['too-many-aliases'],
    );
    assert.match(problems[0]?.message ?? '', /has 19,900 old addresses, of which the first 50/);
  });

  it('never takes the place of a page, whatever its case, or of another post', () => {
    const taken = redirectsOf(['/Archive/', '/index.html'], ['archive/index.html', 'index.html']);
    assert.deepEqual(taken.all, []);
    assert.deepEqual(
      taken.problems.map(({ code }) => code),
      ['alias-taken', 'alias-taken'],
    );
    const { all, problems } = collectRedirects(
      [
        makeArticle({ slug: 'b', oldPaths: ['/x/'] }),
        makeArticle({ slug: 'a', oldPaths: ['/x/'] }),
      ],
      [],
      links,
      'posts',
    );
    assert.deepEqual(
      all.map(({ href }) => href),
      ['/notes/posts/a/'],
    );
    assert.match(problems[0]?.message ?? '', /belongs to posts\/a\.md/);
    assert.equal(problems[0]?.file, 'posts/b.md');
  });

  it('leads from addresses of former builds, unless a page or file is there now', () => {
    const { all, problems } = collectRedirects(
      [
        makeArticle({
          slug: 'a',
          formerAddresses: ['/posts/old/', '/posts/b/', '/posts/own/'],
          oldPaths: ['/posts/own/'],
        }),
        makeArticle({ slug: 'b', oldPaths: ['/posts/old/'] }),
      ],
      ['tags/css/index.html', 'tags/html/index.html'],
      links,
      'posts',
      ['style', 'HTML'].map((slug) => ({ slug, term: css })),
    );
    assert.deepEqual(
      all.map(({ from, href }) => [from, href]),
      [
        ['/notes/posts/old/', '/notes/posts/a/'],
        ['/notes/posts/own/', '/notes/posts/a/'],
        ['/notes/tags/style/', '/notes/tags/css/'],
      ],
    );
    // What was published goes before what another post claims.
    assert.deepEqual(
      problems.map(({ code, file }) => [code, file]),
      [['alias-taken', 'posts/b.md']],
    );
  });

  it('leads from a former address beside an alias of the post that differs in case', () => {
    const post = makeArticle({
      ...{ slug: 'b', formerAddresses: ['/posts/good/'] },
      oldPaths: ['/posts/Good/', '/posts/good', '/posts/good/'],
    });
    const rival = makeArticle({ slug: 'a', oldPaths: ['/posts/GOOD/'] });
    const { all, problems } = collectRedirects([rival, post], [], links, 'posts');
    assert.deepEqual(
      all.map(({ from, href, path }) => [from, href, path]),
      [
        ['/notes/posts/good/', '/notes/posts/b/', 'posts/good/index.html'],
        // No page beside one that is the same in some file systems.
        ['/notes/posts/Good/', '/notes/posts/b/', undefined],
        ['/notes/posts/good', '/notes/posts/b/', undefined],
      ],
    );
    assert.deepEqual(
      problems.map(({ code, file }) => [code, file]),
      [['alias-taken', 'posts/a.md']],
    );
  });

  it('leads from the feed of a term that has moved, if the term has one', () => {
    const former = [{ slug: 'style', term: css }];
    const { all } = collectRedirects([], [], links, 'posts', former, new Set([css]));
    assert.deepEqual(
      all.map(({ from, href, path }) => [from, href, path]),
      [
        ['/notes/tags/style/', '/notes/tags/css/', 'tags/style/index.html'],
        ['/notes/tags/style/feed.xml', '/notes/tags/css/feed.xml', undefined],
      ],
    );
  });

  it('does not count addresses of former builds among the 50 aliases', () => {
    const formerAddresses = Array.from({ length: 60 }, (_, number) => `/posts/old-${number}/`);
    const post = makeArticle({ slug: 'a', formerAddresses, oldPaths: ['/x/'] });
    const { all, problems } = collectRedirects([post], [], links, 'posts');
    assert.equal(all.length, 61);
    assert.deepEqual(problems, []);
  });

  it('names unlisted posts in no file that hosts may show', () => {
    const post = makeArticle({ slug: 's', visibility: 'unlisted', oldPaths: ['/x/'] });
    const { all } = collectRedirects([post], [], links, 'posts');
    assert.equal(all.length, 1);
    assert.equal(redirectsFile(all), '');
  });

  it('writes rules that a host reads as meant, whatever an author writes', () => {
    const letter = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2 }),
      fc.constantFrom('a', '旧', '/', '%2a', '*', "'", '(', '+', '&', '：', '.html'),
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(fc.array(letter, { maxLength: 3 }), { maxLength: 6 }), (names) => {
        const written = names.map((name) => `/${name.join('')}/`);
        const { all, problems } = redirectsOf(written);
        assert.equal(all.length + problems.length, written.length);
        const rules = redirectsFile(all);
        assert.equal(rules.split('\n').length, all.length + 1);
        for (const line of rules.split('\n').slice(0, -1)) {
          assert.match(line, /^\/notes\/[\w\-.~!'()%/]+ \/notes\/posts\/%E6%96%B0\/ 301$/);
        }
        const find = parseRedirects(rules);
        for (const { from, href, path = '' } of all) {
          read++;
          assert.equal(find(decodeURIComponent(from))?.location, href);
          assert.doesNotMatch(path, /(?:^|\/)\.\.?(?:\/|$)|\\/);
        }
      }),
      { numRuns: 500 },
    );
    assert.ok(read > 100, `${read} addresses were read`);
  });
});
