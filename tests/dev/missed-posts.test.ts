import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { watchForMissedPosts } from '../../src/dev/missed-posts.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

it('tells once of posts that have come or gone without an event', async () => {
  const posts = temporaryFolder();
  writeFiles(posts, { 'known.md': '甲', 'gone.md': '乙', 'picture.png': '' });
  const known = new Set(['known.md', 'gone.md']);
  const told: string[] = [];
  let tell: () => void = () => undefined;
  const next = () => new Promise<void>((resolve) => (tell = resolve));
  // It keeps no process alive.
  const alive = setInterval(() => undefined, 1_000);
  const stop = watchForMissedPosts(
    posts,
    () => known,
    (files) => {
      told.push(...files.map((file) => path.relative(posts, file)));
      tell();
    },
    5,
  );
  try {
    let missed = next();
    writeFiles(posts, { '2026/new.md': '丙' });
    await missed;
    assert.deepEqual(told, ['2026/new.md']);

    // It is not read even now, but not told again.
    missed = next();
    rmSync(path.join(posts, 'gone.md'));
    await missed;
    assert.deepEqual(told, ['2026/new.md', 'gone.md']);
  } finally {
    clearInterval(alive);
    stop();
  }
});
