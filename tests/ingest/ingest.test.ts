import { buildCache } from '../../src/store/cache-folders.ts';
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { SegmentReader } from '../../src/store/segment-reader.ts';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { ingestPosts } from '../../src/ingest/ingest.ts';
import type { IngestedFile } from '../../src/ingest/types.ts';
import { workerSettings } from '../../src/build/read-posts.ts';
import { makeConfig } from '../support/articles.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** Rendering it takes some seconds, and its tokens some hundred megabytes. */
const large = '**字** `a` [b](c)\n\n'.repeat(200_000);

const post = (body: string) => `---\ntitle: 题\ndate: 2026-01-02\n---\n\n${body}\n`;

/** Reads posts as a build does, each time with the same cache. */
function ingestion(posts: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  const postsDir = path.join(folder, 'posts');
  const cacheDir = path.join(folder, 'cache');
  for (const each of [postsDir, cacheDir]) mkdirSync(each);
  writeFiles(postsDir, posts);
  const run = async (
    limits: SiteConfigInput['limits'],
    files = Object.keys(posts),
  ): Promise<readonly IngestedFile[]> => {
    const settings = await workerSettings(
      makeConfig({ limits }),
      { postsDir, postsLabel: 'posts', drafts: false, future: false, now: new Date('2026-06-01') },
      { outputDir: path.join(folder, 'site'), cacheDir },
    );
    return ingestPosts([...files].sort(), settings);
  };
  return { run, bodies: () => new SegmentReader(buildCache(cacheDir).posts), cacheDir };
}

/** Forty sound posts, in three batches, with others among them. */
function among(others: Readonly<Record<string, string>>): Record<string, string> {
  const sound = Array.from(
    { length: 40 },
    (_, i) => [`${String(i).padStart(2, '0')}.md`, post(`正文 ${i}`)] as const,
  );
  return { ...Object.fromEntries(sound), ...others };
}

/**
 * Asserts that each post is published with its body, but those refused. @param refused code by
 * file.
 */
function assertPublishedBut(
  results: readonly IngestedFile[],
  refused: Readonly<Record<string, string>>,
  reader: SegmentReader,
): void {
  for (const { file, article, problems } of results) {
    if (file in refused) {
      assert.deepEqual(
        problems.map(({ code }) => code),
        [refused[file]],
        file,
      );
      assert.equal(article, undefined, file);
    } else {
      assert.ok(article, `${file}: ${JSON.stringify(problems)}`);
      assert.equal(
        reader.read(article.body).toString(),
        `<p>正文 ${Number.parseInt(file, 10)}</p>\n`,
      );
    }
  }
  reader.close();
}

test('a post that takes too long costs itself alone', { timeout: 300_000 }, async () => {
  // In the middle of a batch, at an end, alone in its own, and two in one.
  const slow = { '05a.md': post(large), '05b.md': post(large), '39a.md': post(large) };
  const { run, bodies, cacheDir } = ingestion(among(slow));
  const refused = Object.fromEntries(Object.keys(slow).map((file) => [file, 'post-too-slow']));
  const limits = { postSeconds: 1 };
  const results = await run(limits);
  assert.deepEqual(
    results.map(({ file }) => file),
    Object.keys(among(slow)).sort(),
  );
  assertPublishedBut(results, refused, bodies());
  const left = readdirSync(buildCache(cacheDir).posts).filter((name) => name.endsWith('.part'));
  assert.deepEqual(left, []);

  // What workers had done before they were ended is taken from the cache; what was refused is tried
  // again.
  const again = await run(limits);
  assertPublishedBut(again, refused, bodies());
  assert.ok(again.every(({ entry }) => !entry));
  const [patient] = await run({ postSeconds: 600 }, ['05a.md']);
  assert.ok(patient?.article);
});

test(
  'a post that takes more memory than a worker has costs itself alone',
  { timeout: 300_000 },
  async () => {
    const { run, bodies } = ingestion(among({ '07a.md': post(large) }));
    const results = await run({ workerMegabytes: 192, postSeconds: 100 });
    assertPublishedBut(results, { '07a.md': 'post-out-of-memory' }, bodies());
  },
);
