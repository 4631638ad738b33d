import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readPost } from '../../src/content/read-post.ts';
import { findPosts } from '../../src/ingest/find-posts.ts';
import { build, buildSound, filesWith, readFolder } from '../support/build-site.ts';
import { publicPolicy } from '../support/read-policy.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const post = (title: string, date: string) => `---\ntitle: ${title}\ndate: ${date}\n---\n正文。\n`;

describe('a build nobody watches', () => {
  it('publishes the others when posts vanish while they are read', async () => {
    const posts = path.join(temporaryFolder(), 'posts');
    const count = 400;
    for (let index = 0; index < count; index++) {
      writeFiles(posts, {
        [`p${String(index).padStart(3, '0')}.md`]: post(`第${index}篇`, '2026-01-01'),
      });
    }
    let deleted = 0;
    // All are listed and the first are read; the last wait for their turn.
    const progress = (phase: string, done: number) => {
      if (phase !== 'read' || done === 0 || deleted > 0) return;
      for (deleted = 0; deleted < 5; deleted++) rmSync(path.join(posts, `p${399 - deleted}.md`));
    };
    const { report, output } = await build(posts, { keepGoing: true }, {}, progress);
    assert.equal(deleted, 5);
    assert.deepEqual([report.ok, report.posts, report.rejected], [true, count - 5, 5]);
    const errors = report.problems.filter(({ severity }) => severity === 'error');
    assert.ok(errors.every(({ code }) => code === 'post-unreadable'));
    assert.ok(errors.some(({ file }) => file === 'posts/p399.md'));
    assertSameContent(readFolder(output), readFolder((await buildSound(posts)).output), 'the rest');
  });

  it('keeps the published site when there are no posts, even with --keep-going', async () => {
    const posts = path.join(temporaryFolder(), 'posts');
    writeFiles(posts, { 'a.md': post('一篇', '2026-01-01') });
    const { output: outputDir } = await buildSound(posts);
    const before = readFolder(outputDir);
    rmSync(path.join(posts, 'a.md'));
    const { report } = await build(posts, { outputDir, keepGoing: true });
    assert.equal(report.ok, false);
    assert.deepEqual(
      report.problems.map(({ code }) => code),
      ['no-posts'],
    );
    assertSameContent(readFolder(outputDir), before, 'the published site');
  });

  it('finds the posts that are there while folders come and go', async () => {
    const posts = path.join(temporaryFolder(), 'posts');
    writeFiles(posts, { 'a.md': 'x', 'kept/b.md': 'x' });
    const folders = Array.from({ length: 40 }, (_, index) => path.join(posts, `f${index}`));
    let done = false;
    let turns = 0;
    const others = (async () => {
      for (; !done; turns++) {
        for (const folder of folders)
          mkdirSync(path.join(folder, 'deep/deeper'), { recursive: true });
        await new Promise((resolve) => setImmediate(resolve));
        for (const folder of folders) {
          rmSync(folder, { recursive: true });
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
    })();
    for (let round = 0; round < 150; round++) {
      const { files, problems } = await findPosts(posts, 'posts');
      assert.deepEqual([files, problems], [['a.md', 'kept/b.md'], []]);
    }
    done = true;
    await others;
    assert.ok(turns > 3, `${turns} turns`);
  });

  it('publishes nothing when the folder of posts itself is out of reach', async () => {
    const folder = temporaryFolder();
    const posts = path.join(folder, 'posts');
    const outputDir = path.join(folder, 'site');
    writeFiles(posts, { 'a.md': post('甲', '2026-01-01') });
    await buildSound(posts, { outputDir });
    const published = readFolder(outputDir);
    renameSync(posts, path.join(folder, 'unmounted'));
    const { report } = await build(posts, { outputDir, keepGoing: true });
    assert.equal(report.ok, false);
    assertSameContent(readFolder(outputDir), published, 'the published site');
  });

  it('never takes the beginning of a draft for a post', () => {
    const text = Buffer.from(
      '---\r\ntitle: 秘密\r\ndate: 2026-01-01\r\ntags: [甲]\r\ndraft: true\r\n---\r\n秘密。\r\n',
    );
    for (let length = 0; length <= text.length; length++) {
      const { outcome } = readPost(text.subarray(0, length), 'a.md', 'posts/a.md', publicPolicy);
      assert.notEqual(outcome, 'published', `${length} bytes`);
    }
  });

  it('goes by the clock it is given, also when that is set back', async () => {
    const posts = path.join(temporaryFolder(), 'posts');
    const outputDir = path.join(temporaryFolder(), 'site');
    writeFiles(posts, {
      'old.md': post('旧文', '2025-01-01'),
      'new.md': post('zuneuz', '2026-05-30'),
    });
    const at = async (day: string, target?: string) => {
      const now = new Date(`${day}T04:00:00Z`);
      return readFolder(
        (await buildSound(posts, { now, ...(target && { outputDir: target }) })).output,
      );
    };
    const today = await at('2026-06-01', outputDir);
    const back = await at('2026-03-01', outputDir);
    assert.deepEqual(filesWith(back, 'zuneuz'), [], 'What lies in the future again is not public.');
    assert.ok(filesWith(back, '旧文').length > 0);
    assertSameContent(back, await at('2026-03-01'), 'set back');
    assertSameContent(await at('2026-06-01', outputDir), today, 'set right again');
    assertSameContent(await at('2026-06-20', outputDir), today, 'another day without news');
  });

  it('goes by its clock with a cache that was filled while the clock was wrong', async () => {
    const posts = path.join(temporaryFolder(), 'posts');
    const cacheDir = path.join(temporaryFolder(), 'cache');
    writeFiles(posts, {
      'old.md': post('旧文', '2025-01-01'),
      'new.md': post('zuneuz', '2026-08-30'),
      'made.md': '---\ntitle: nezunu\ncreated: 2026-08-30T10:00\n---\n正文。\n',
    });
    const at = async (day: string, options: { cacheDir?: string; future?: boolean } = {}) => {
      const now = new Date(`${day}T04:00:00Z`);
      return readFolder((await buildSound(posts, { now, ...options })).output);
    };
    const later = await at('2100-01-01', { cacheDir });
    assert.ok(filesWith(later, 'zuneuz').length > 0);
    assert.ok(filesWith(later, 'nezunu').length > 0);
    const right = await at('2026-06-01', { cacheDir });
    assert.deepEqual(filesWith(right, 'zuneuz'), []);
    assert.deepEqual(filesWith(right, 'nezunu'), []);
    assertSameContent(right, await at('2026-06-01'), 'set right');
    await at('2026-06-01', { cacheDir, future: true });
    assertSameContent(await at('2026-06-01', { cacheDir }), right, 'after a look ahead');
    assertSameContent(await at('2100-01-01', { cacheDir }), later, 'when the day has come');
  });

  it('reads file times from the future like any others', async () => {
    const posts = path.join(temporaryFolder(), 'posts');
    writeFiles(posts, { 'a.md': post('甲', '2026-01-01') });
    const before = readFolder((await buildSound(posts)).output);
    const file = path.join(posts, 'a.md');
    utimesSync(file, new Date('2099-01-01'), new Date('2099-01-01'));
    assertSameContent(readFolder((await buildSound(posts)).output), before, 'dated 2099');
    utimesSync(file, new Date(0), new Date(0));
    writeFileSync(path.join(posts, 'note.txt'), 'no post');
    assertSameContent(readFolder((await buildSound(posts)).output), before, 'dated 1970');
  });
});
