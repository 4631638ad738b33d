import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { weakSources } from '../../src/config/services.ts';
import { knownSettings, parseSiteConfig } from '../../src/config/site-config.ts';
import { projectDir } from '../support/program.ts';

const sound = { title: '站', url: 'https://example.com' };

describe('parseSiteConfig', () => {
  it('fills in every default', () => {
    const config = parseSiteConfig(sound);
    assert.equal(config.pathPrefix, '/');
    assert.equal(config.language, 'zh-Hans');
    assert.equal(config.timeZone, 'Asia/Shanghai');
    assert.deepEqual(config.pagination, { home: 20, listings: 50 });
    assert.deepEqual(config.feed, { content: 'summary', limit: 30 });
    assert.deepEqual(config.terms, { minimumPosts: 2, maximumPages: 7000 });
    assert.ok(config.limits.postBytes > 1024);
    assert.ok(Object.isFrozen(config));
  });

  it('takes a trailing slash off the address', () => {
    assert.equal(
      parseSiteConfig({ ...sound, url: 'https://example.com/' }).url,
      'https://example.com',
    );
  });

  it('names every wrong setting', () => {
    const wrong = {
      title: '',
      url: 'https://example.com/notes/',
      pathPrefix: 'notes',
      language: 'fr',
      timeZone: 'Mars/Olympus',
      feed: { limit: 0 },
      titel: 'x',
    };
    assert.throws(
      () => parseSiteConfig(wrong),
      (error: Error) => {
        for (const word of [
          'title',
          'url',
          'pathPrefix',
          'language',
          'timeZone',
          'feed.limit',
          'titel',
        ]) {
          assert.match(error.message, new RegExp(word.replace('.', '\\.')), word);
        }
        assert.match(error.message, /\/notes\//);
        return true;
      },
    );
  });

  it('refuses addresses of other schemes', () => {
    for (const url of ['ftp://example.com', 'javascript:alert(1)', 'example.com', '']) {
      assert.throws(() => parseSiteConfig({ ...sound, url }), /url/, url);
    }
  });
});

/** Parses settings that must be wrong. @returns what is said of them. */
function saidOf(settings: object): string {
  try {
    parseSiteConfig({ ...sound, ...settings });
  } catch (error) {
    return (error as Error).message;
  }
  return assert.fail(JSON.stringify(settings));
}

describe('the settings csp, comments and analytics', () => {
  it('take sources of a policy and nothing else', () => {
    const sources = [
      'https://pics.example.com',
      'https://*.example.com:8443/a/b.js',
      'http://localhost:8080',
      'wss://live.example.com',
      'data:',
      'blob:',
      '*',
      "'self'",
      "'wasm-unsafe-eval'",
      "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    ];
    assert.deepEqual(parseSiteConfig({ ...sound, csp: { 'img-src': sources } }).csp, {
      'img-src': sources,
    });
    const wrong = [
      '',
      'self',
      "'none'",
      "'nonce-a'",
      'pics.example.com',
      'https://a.example.com; script-src *',
      'https://a.example.com https://b.example.com',
      'https://a.example.com/,b',
      "https://a.example.com/'",
      'https://a.example.com/$host',
      'https://a.example.com/{env.HOME}',
      'https://a.example.com\nX-Header: 1',
      'javascript:',
    ];
    for (const source of wrong) {
      assert.match(saidOf({ csp: { 'img-src': [source] } }), /^csp\.img-src\[0\] must be/, source);
    }
    assert.match(saidOf({ csp: { 'image-src': [] } }), /csp\.image-src is no setting/);
    assert.match(saidOf({ csp: { 'default-src': ['*'] } }), /csp\.default-src is no setting/);
  });

  it("refuse 'unsafe-inline' for scripts, where it has no effect, and name what is weak", () => {
    assert.equal(
      saidOf({ csp: { 'script-src': ["'self'", "'unsafe-inline'"] } }),
      'csp.script-src[1] must be a host or a hash: put inline scripts into static/, not ' +
        `"'unsafe-inline'"`,
    );
    const { csp } = parseSiteConfig({
      ...sound,
      csp: {
        'style-src': ["'unsafe-inline'", 'https://a.example.com'],
        'script-src': ["'unsafe-eval'", 'https:', '*', 'https://a.example.com'],
        'img-src': ['https:', '*'],
      },
    });
    assert.deepEqual(weakSources(csp), [
      ['script-src', "'unsafe-eval'"],
      ['script-src', 'https:'],
      ['script-src', '*'],
      ['style-src', "'unsafe-inline'"],
    ]);
  });

  it('name what is wrong with a provider', () => {
    const script = { provider: 'script', src: '/a.js' };
    const wrong: [object, RegExp][] = [
      [
        { comments: { provider: 'disqus' } },
        /^comments.* must name a provider: "giscus", "waline"/,
      ],
      [{ comments: { provider: 'giscus', repo: 'me' } }, /comments\.repo must be a repository/],
      [{ comments: { provider: 'giscus', repo: 'me/a' } }, /comments\.categoryId is missing/],
      [{ comments: { ...script, source: '/a.js' } }, /comments\.source is no setting/],
      [{ comments: { ...script, src: '//a.example.com/b.js' } }, /comments\.src must be/],
      [{ comments: { ...script, src: 'a.js' } }, /comments\.src must be the address of a script/],
      [{ comments: { ...script, attributes: { onload: 'x' } } }, /comments\.attributes\.onload/],
      [{ comments: { provider: 'waline', serverURL: 'talk' } }, /serverURL must be an address/],
      [{ analytics: { provider: 'google' } }, /^analytics.* must name a provider: "plausible"/],
      [{ analytics: { provider: 'umami' } }, /analytics\.websiteId is missing/],
      [{ analytics: 'plausible' }, /^analytics must be an object/],
    ];
    for (const [settings, said] of wrong) assert.match(saidOf(settings), said);
  });
});

describe('docs/configuration.md', () => {
  const text = readFileSync(path.join(projectDir, 'docs/configuration.md'), 'utf8');

  it('has a row for each setting, and no other', () => {
    const sections = /^\| (?:setting|setting of `(\w+)`) \|.*\n\|[-|]+\n((?:\|.*\n)+)/gm;
    const documented = [...text.matchAll(sections)].flatMap(([, parent, rows = '']) =>
      [...rows.matchAll(/^\| `([\w.-]+)`/gm)].map(([, name = '']) =>
        parent === undefined ? name : `${parent}.${name}`,
      ),
    );
    const known = knownSettings();
    const isCovered = (setting: string) =>
      documented.some((name) => setting === name || setting.startsWith(`${name}.`)) ||
      documented.some((name) => name.startsWith(`${setting}.`));
    assert.deepEqual(
      known.filter((setting) => !isCovered(setting)),
      [],
    );
    assert.deepEqual(
      documented.filter((name) => !known.includes(name)),
      [],
    );
  });
});
