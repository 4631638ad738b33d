import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseSiteConfig } from '../../src/config/site-config.ts';

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
