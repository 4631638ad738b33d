import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addressBy,
  parsePermalink,
  permalinkIssues,
  plainScheme,
  slugIn,
} from '../../src/content/permalinks.ts';
import { SettingsError, type SiteConfigInput } from '../../src/config/site-config.ts';
import { isReserved } from '../../src/output/output-paths.ts';
import { makeConfig } from '../support/articles.ts';

const post = { slug: '慢读', date: '2026-03-06' };

describe('addressBy', () => {
  it('puts slug and date in the place of placeholders', () => {
    assert.equal(addressBy(plainScheme, post), '/posts/慢读/');
    assert.equal(addressBy('/:year/:month/:day/:slug/', post), '/2026/03/06/慢读/');
    assert.equal(addressBy('/笔记/:year-:slug/', post), '/笔记/2026-慢读/');
    assert.equal(addressBy('/:slug/', { slug: '慢读' }), '/慢读/');
    assert.equal(addressBy('/year:slug/', post), '/year慢读/');
    assert.equal(slugIn('/year:slug/', '/year慢读/'), '慢读');
  });

  it('falls back on the plain address without a date', () => {
    assert.equal(addressBy('/:year/:slug/', { slug: 'a' }), '/posts/a/');
  });
});

describe('slugIn', () => {
  it('finds the slug in what a scheme can make', () => {
    for (const scheme of [plainScheme, '/:slug/', '/:year/:month/:slug/', '/a.b/:year-:slug/x/']) {
      assert.equal(slugIn(scheme, addressBy(scheme, post)), '慢读', scheme);
    }
    assert.equal(slugIn('/:year/:slug/', '/posts/a/'), 'a');
    assert.equal(slugIn('/:slug/', '/posts/a/'), undefined);
    assert.equal(slugIn('/:year/:slug/', '/abcd/a/'), undefined);
    assert.equal(slugIn('/a.b/:slug/', '/a-b/x/'), undefined);
  });
});

describe('parsePermalink', () => {
  it('takes paths that end with a slash or .html, decoded', () => {
    assert.equal(parsePermalink('/2026/03/foo/'), '/2026/03/foo/');
    assert.equal(parsePermalink('/%E6%85%A2/index.html'), '/慢/');
    assert.equal(parsePermalink('/Old_Name.html'), '/Old_Name.html');
  });

  it('takes nothing else', () => {
    for (const written of [
      ...['foo', 'a/b/', '/', '/index.html', '/foo', '/a.php', '/a.htm', '//a.example/', '/../a/'],
      ...[
        '/a//b/',
        '/.well-known/',
        '/_a/',
        '/a.html/b/',
        '/a/index.md/',
        '/a?b/',
        '/con/',
        '/:a/',
      ],
      ...['https://example.com/a/', '/a\u0000/', `/${'a'.repeat(500)}/`],
    ]) {
      assert.equal(parsePermalink(written), undefined, written);
    }
  });
});

describe('the setting permalinks', () => {
  const issuesOf = (permalinks: string) => {
    try {
      return permalinkIssues(makeConfig({ permalinks }), isReserved);
    } catch (error) {
      if (error instanceof SettingsError) return error.issues;
      throw error;
    }
  };

  it('is /posts/:slug/ by default', () => {
    assert.equal(makeConfig().permalinks, plainScheme);
    assert.deepEqual(issuesOf(plainScheme), []);
  });

  it('takes placeholders anywhere', () => {
    for (const scheme of [
      '/:slug/',
      '/:year/:month/:day/:slug/',
      '/文/:year-:slug/',
      '/:slug/a/',
    ]) {
      assert.deepEqual(issuesOf(scheme), [], scheme);
    }
  });

  it('says what is wrong, and what was probably meant', () => {
    for (const [scheme, message, meant] of [
      ['/:yaer/:slug/', /has ":yaer", which is no placeholder/, ':year'],
      ['/:slug/:area/', /has ":area", .*there are :slug, :year, :month, :day/],
      ['posts/:slug/', /must begin and end with a slash/],
      ['/posts/:slug', /must begin and end with a slash/],
      ['//:slug/', /must begin and end with a slash/],
      ['/:slug.html', /must begin and end with a slash/],
      ['/:year/', /must contain :slug/],
      ['/:slugs/', /must contain :slug/],
      ['/_posts/:slug/', /must have letters, digits and hyphens/],
      ['/../:slug/', /must have letters, digits and hyphens/],
      ['/a b/:slug/', /must have letters, digits and hyphens/],
      ['/tags/:slug/', /lies where the site has pages of its own/],
      ['/Assets/:year/:slug/', /lies where the site has pages of its own/],
    ] as const) {
      const [issue] = issuesOf(scheme);
      assert.equal(issue?.setting, 'permalinks', scheme);
      assert.match(issue.message, message);
      assert.equal(issue.meant, meant);
    }
    const wrong = { title: 1, permalinks: 3 } as unknown as SiteConfigInput;
    assert.throws(() => makeConfig(wrong), /permalinks must be a text/);
  });
});
