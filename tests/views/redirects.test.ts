import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { maximumOldAddresses } from '../../src/content/old-address.ts';
import { redirectsFile } from '../../src/output/host-files.ts';
import { parseRedirects } from '../../src/serve/redirect-rules.ts';
import { createLinks } from '../../src/views/links.ts';
import { collectRedirects } from '../../src/views/redirects.ts';
import { makeArticle } from '../support/articles.ts';
import { hostileAddresses } from '../support/hostile-addresses.ts';

const links = createLinks('https://example.com', '/notes/');

function redirectsOf(oldPaths: readonly string[], pages: readonly string[] = []) {
  return collectRedirects([makeArticle({ slug: '新', oldPaths })], pages, links, 'posts');
}

describe('collectRedirects', () => {
  it('sends an old address below the site to the page of today', () => {
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

  it('refuses what is no address of a page, and tells whose alias it is', () => {
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

  it('lets a post have one address in several forms, and no other post any of them', () => {
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

  it('names unlisted posts in no file that hosts may show', () => {
    const post = makeArticle({ slug: 's', visibility: 'unlisted', oldPaths: ['/x/'] });
    const { all } = collectRedirects([post], [], links, 'posts');
    assert.equal(all.length, 1);
    assert.equal(redirectsFile(all), '');
  });

  it('writes rules that a host reads as they were meant, whatever an author writes', () => {
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
