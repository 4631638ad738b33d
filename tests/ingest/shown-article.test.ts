import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { workerSettings } from '../../src/build/read-posts.ts';
import { BatchClock } from '../../src/ingest/post-clock.ts';
import type { StoredPost } from '../../src/ingest/post-cache.ts';
import { createPostRenderer } from '../../src/ingest/render-post.ts';
import type { RenderPost } from '../../src/ingest/render-post.ts';
import type { ShownArticle } from '../../src/ingest/types.ts';
import { makeConfig } from '../support/articles.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const words = '甲乙丙丁。'.repeat(100);
const post = `---
title: 题
date: 2026-01-02
cover_image: one.png
---

## 节

${words}见[[另一篇]]，**检索**（Retrieval: 查找）。

尾。
`;

/** An edit for each property of a `ShownArticle`. It changes this property and no other. */
const edits: Readonly<Record<keyof ShownArticle, readonly [from: string, to: string]>> = {
  post: ['title: 题', 'title: 又题'],
  toc: ['## 节', '## 首节'],
  links: ['[[另一篇]]', '[[又一篇]]'],
  glosses: ['查找', '寻找'],
  readingMinutes: ['尾。', words.repeat(2)],
  cover: ['one.png', 'two.png'],
  isBilingual: ['尾。', '<details><summary>English original</summary>\n\nText.\n\n</details>'],
};
const properties = Object.keys(edits) as (keyof ShownArticle)[];

/** Edits of what no other page shows. */
const ownEdits: readonly (readonly [from: string, to: string])[] = [
  // Changes the places of links too.
  [words, '戊己庚。'.repeat(110)],
  ['尾。', '尾。\n\n```js\ncode();\n```\n\n> 又及。'],
  ['尾。', '~~尾~~。'],
];

describe('the checksum of what pages show of an article', () => {
  const folder = temporaryFolder();
  let render: RenderPost;
  let original: StoredPost['article'];

  const articleOf = async (text: string) => {
    const { published, problems } = await render(Buffer.from(text), 'a.md', 'posts/a.md');
    assert.ok(published, JSON.stringify(problems));
    return published.stored.article;
  };
  const edited = ([from, to]: readonly [string, string]) => {
    assert.ok(post.includes(from), from);
    return articleOf(post.replace(from, to));
  };
  const differing = (article: ShownArticle) =>
    properties.filter((name) => JSON.stringify(article[name]) !== JSON.stringify(original[name]));

  before(async () => {
    const settings = await workerSettings(
      makeConfig(),
      {
        ...{ postsDir: folder, postsLabel: 'posts', drafts: false, future: false },
        now: new Date('2026-06-01'),
      },
      { outputDir: path.join(folder, 'site'), cacheDir: path.join(folder, 'cache') },
    );
    const picture = (width: number) =>
      sharp({ create: { width, height: 3, channels: 3, background: '#a2361f' } })
        .png()
        .toBuffer();
    writeFiles(folder, { 'one.png': await picture(1), 'two.png': await picture(2) });
    render = await createPostRenderer(settings, new BatchClock());
    original = await articleOf(post);
  });

  it('stays where all is the same', async () => {
    assert.equal((await articleOf(post)).shownChecksum, original.shownChecksum);
  });

  for (const name of properties) {
    it(`changes with ${name}`, async () => {
      const article = await edited(edits[name]);
      assert.deepEqual(differing(article), [name]);
      assert.notEqual(article.shownChecksum, original.shownChecksum);
    });
  }

  it('stays when something else has changed', async () => {
    for (const edit of ownEdits) {
      const article = await edited(edit);
      assert.deepEqual(differing(article), []);
      assert.equal(article.shownChecksum, original.shownChecksum, edit[1]);
    }
  });
});
