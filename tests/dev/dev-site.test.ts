import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { defaultLimits, tidyCache } from '../../src/cache/tidy-cache.ts';
import { DevSite } from '../../src/dev/dev-site.ts';
import { makeConfig } from '../support/articles.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** A site of one post in a folder of its own. */
async function builtSite(): Promise<{ site: DevSite; at: (name: string) => string }> {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder, name);
  for (const name of ['site', 'work']) mkdirSync(at(name));
  writeFiles(at('posts'), { 'one.md': '---\ntitle: 一\ndate: 2026-01-02\n---\n\n正文\n' });
  const options = { postsDir: at('posts'), postsLabel: 'posts', drafts: true, future: true };
  const site = new DevSite(
    makeConfig(),
    { ...options, now: new Date('2026-06-01'), preview: true },
    { outputDir: at('site'), cacheDir: at('cache'), workDir: at('work') },
  );
  await site.build();
  return { site, at };
}

it('keeps its bodies from builds that tidy the cache they share', async () => {
  const { site, at } = await builtSite();
  const posts = at('cache/posts');
  const anHourAgo = new Date(Date.now() - 3_600_000);
  for (const name of readdirSync(posts)) utimesSync(path.join(posts, name), anHourAgo, anHourAgo);

  await site.keepCache();
  // What a build of other settings does: it has used nothing of this.
  await tidyCache(posts, new Set(), { ...defaultLimits, freeBytes: 0 });
  await site.writeSiteFiles();
  assert.equal(readdirSync(posts).length, 1);
});

it('gives up making lists for a newer save, wherever it is, and makes them later', async () => {
  const { site, at } = await builtSite();
  const home = () => readFileSync(at('site/index.html'), 'utf8');
  const settle = (isStale: () => boolean) =>
    site.settle(
      () => false,
      () => undefined,
      isStale,
    );
  let steps = 0;
  for (let stop = 1, isDone = false; !isDone; stop += 3) {
    const title = `题${String(stop)}`;
    writeFiles(at('posts'), { 'one.md': `---\ntitle: ${title}\ndate: 2026-01-02\n---\n\n正文\n` });
    const { isWhole } = await site.revise([at('posts/one.md')]);
    assert.equal(isWhole, false);
    const before = home();
    steps = 0;
    isDone = await settle(() => ++steps === stop);
    assert.equal(home().includes(title), isDone);
    if (!isDone) assert.equal(home(), before);
  }
  assert.ok(steps > 10);
});

it('writes the Markdown of changed posts only, and takes that of deleted ones away', async () => {
  const { site, at } = await builtSite();
  const post = (title: string) => `---\ntitle: ${title}\ndate: 2026-01-02\n---\n\n正文\n`;
  const edition = (slug: string) => at(`site/posts/${slug}/index.md`);
  const settle = () =>
    site.settle(
      () => false,
      () => undefined,
      () => false,
    );
  writeFiles(at('posts'), { 'two.md': post('二') });
  await site.revise([at('posts/two.md')]);
  await settle();
  await site.writeSiteFiles();
  assert.match(readFileSync(edition('one'), 'utf8'), /title: 一/);

  for (const slug of ['one', 'two']) writeFileSync(edition(slug), 'as it was');
  writeFiles(at('posts'), { 'two.md': post('三') });
  await site.revise([at('posts/two.md')]);
  await settle();
  await site.writeSiteFiles();
  assert.equal(readFileSync(edition('one'), 'utf8'), 'as it was');
  assert.match(readFileSync(edition('two'), 'utf8'), /title: 三/);

  rmSync(at('posts/two.md'));
  await site.revise([at('posts/two.md')]);
  await settle();
  await site.writeSiteFiles();
  assert.equal(existsSync(edition('two')), false);
  assert.equal(existsSync(edition('one')), true);
});
