import assert from 'node:assert/strict';
import { it } from 'node:test';
import { keptSiteKey } from '../../src/build/kept-site-key.ts';
import type { Article } from '../../src/ingest/types.ts';
import { makeArticle, makeConfig } from '../support/articles.ts';

const assets = {
  ...{ css: '', js: '', searchJs: '', icon: '' },
  ...{ themeScript: '', themeScriptHash: '' },
};
const policy = {
  ...{ drafts: false, future: false, today: '2026-01-01', timeZone: 'UTC' },
  ...{ language: 'zh-Hans', layouts: ['post.njk'] },
};
const options = {
  ...{ postsDir: '/posts', postsLabel: 'posts', drafts: false, future: false },
  now: new Date('2026-01-01'),
};

function keyOf(articles: readonly Article[]): string {
  const read = {
    ...{ policy, articles, problems: [] },
    counts: { published: articles.length, draft: 0, future: 0, rejected: 0 },
    postKeys: new Set<string>(),
  };
  return keptSiteKey(makeConfig(), options, assets, { pictures: 0, font: undefined }, read);
}

it('tells apart what pages show of any article, however many there are', () => {
  const articles = Array.from({ length: 200_000 }, (_, index) =>
    makeArticle({ slug: `post-${index}` }),
  );
  const key = keyOf(articles);
  assert.equal(keyOf([...articles]), key);
  assert.notEqual(
    keyOf(articles.with(199_999, makeArticle({ slug: 'post-199999' }, { shownChecksum: 'other' }))),
    key,
  );
  assert.notEqual(keyOf(articles.slice(1)), key);
});
