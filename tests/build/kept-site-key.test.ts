import assert from 'node:assert/strict';
import { it } from 'node:test';
import { keptSiteKey } from '../../src/build/kept-site-key.ts';
import type { SiteArticles } from '../../src/build/read-posts.ts';
import type { PublishedTerm } from '../../src/corpus/published-addresses.ts';
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

function keyOf(
  articles: readonly Article[],
  published?: readonly PublishedTerm[],
  unpublished: SiteArticles['unpublished'] = [],
): string {
  const read = {
    ...{
      policy,
      articles,
      listed: articles,
      unpublished,
      problems: [],
      published: [],
      schemes: [],
    },
    counts: { published: articles.length, draft: 0, future: 0, rejected: 0 },
    postKeys: new Set<string>(),
  };
  const facts = { localFiles: 0, font: undefined };
  return keptSiteKey(makeConfig(), options, assets, facts, read, 'templates')(published);
}

it('the key of a kept site depends on what pages show of each of many articles', () => {
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
  const moved = makeArticle({ slug: 'post-199999', formerAddresses: ['/posts/old/'] });
  assert.notEqual(keyOf(articles.with(199_999, moved)), key);
});

it('and on what was published of terms', () => {
  const term = { type: 'tag', key: 'a', slug: 'a', earlier: [] } as const;
  assert.equal(keyOf([], []), keyOf([]));
  assert.notEqual(keyOf([], [term]), keyOf([]));
  assert.notEqual(keyOf([], [{ ...term, earlier: ['b'] }]), keyOf([], [term]));
});

it('the key of a kept site depends on posts that are not published, which problems name', () => {
  const draft = { file: 'a.md', names: ['A'] };
  assert.notEqual(keyOf([], [], [{ ...draft, reason: 'draft' }]), keyOf([]));
  assert.notEqual(
    keyOf([], [], [{ ...draft, reason: 'draft' }]),
    keyOf([], [], [{ ...draft, reason: 'future' }]),
  );
});
