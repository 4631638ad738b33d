import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { redirectsFile } from '../../src/publish/host-files.ts';
import { parseRedirects } from '../../src/serve/redirect-rules.ts';
import { createLinks } from '../../src/views/links.ts';
import { collectRedirects } from '../../src/views/redirects.ts';
import { makeArticle } from '../support/articles.ts';

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

  it('refuses what is no address of a page', () => {
    const wrong = ['/', '//x/', '/../x/', '/a/./b/', '/x?y', '/x#y', '/a*', '/a b/', '/feed.xml'];
    for (const written of [...wrong, '/%2e%2e/x/', '/_headers', '/.git/', '/assets/x/', '/%zz/']) {
      const { all, problems } = redirectsOf([written]);
      assert.deepEqual(all, [], written);
      assert.equal(problems[0]?.code, 'alias-not-an-address', written);
    }
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
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = `/${text}/`;
        const { all, problems } = redirectsOf([written]);
        assert.equal(all.length + problems.length, 1);
        const [redirect] = all;
        if (!redirect) return;
        const rules = redirectsFile(all);
        assert.match(rules, /^\/notes\/\S+ \/notes\/posts\/%E6%96%B0\/ 301\n$/);
        const found = parseRedirects(rules)(decodeURIComponent(redirect.from));
        assert.equal(found?.location, redirect.href);
        assert.doesNotMatch(redirect.path ?? '', /(?:^|\/)\.\.?(?:\/|$)|\\/);
      }),
    );
  });
});
