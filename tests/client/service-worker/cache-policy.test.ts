import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isFingerprinted, isPageToKeep } from '../../../src/client/service-worker/cache-policy.ts';

describe('what the service worker keeps', () => {
  it('takes files named by their content from the cache first', () => {
    for (const path of [
      'assets/main.0a1b.js',
      'assets/images/x-1-480.webp',
      'search-index/p.1.bin',
    ]) {
      assert.equal(isFingerprinted(path), true, path);
    }
    for (const path of [
      '',
      'search-index/manifest.bin',
      'feed.xml',
      'posts/a/',
      'tags/terms.json',
      'assets/files/0a1b/film.mp4',
    ]) {
      assert.equal(isFingerprinted(path), false, path);
    }
  });

  it('keeps articles and the home page', () => {
    const article = '<main><div class="article-body" data-article lang="zh">正文</div></main>';
    const list = '<main>说到 &lt;div data-article&gt; 的一页 data-article</main>';
    assert.equal(isPageToKeep('', list), true);
    for (const path of ['posts/a/', '2026/01/%E7%94%B2/', 'old/a.html']) {
      assert.equal(isPageToKeep(path, article), true, path);
    }
    assert.equal(isPageToKeep('2026/', list), false);
  });
});
