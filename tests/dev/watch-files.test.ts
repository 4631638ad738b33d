import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchFiles } from '../../src/dev/watch-files.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';
import { Happenings } from '../support/wait-for.ts';

it('misses no second save of a file, however soon it comes', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'a.md');
  writeFileSync(file, 'start');
  let seen = '';
  const looks = new Happenings();
  const watcher = await watchFiles({ trusted: [folder], untrusted: [] }, async (files) => {
    assert.deepEqual(files, [file]);
    seen = readFileSync(file, 'utf8');
    looks.tell();
    await Promise.resolve();
  });
  try {
    for (let gap = 0; gap <= 120; gap += 6) {
      writeFileSync(file, `first ${gap}`);
      // The gap between two saves is what is tested.
      await sleep(gap);
      writeFileSync(file, `second ${gap}`);
      await looks.until(`a save ${gap} ms after another`, () => seen === `second ${gap}`);
    }
  } finally {
    await watcher.close();
  }
});

it('reports links in untrusted folders, and does not follow them', async () => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  writeFiles(folder, { 'real/a.md': '', 'outside/secret.md': '' });
  symlinkSync('real', posts);
  // If links were followed, these two would make a billion names.
  for (const name of ['x', 'y']) symlinkSync('.', path.join(posts, name));
  const seen = new Set<string>();
  const looks = new Happenings();
  const watcher = await watchFiles({ trusted: [], untrusted: [posts] }, (files) => {
    for (const file of files) seen.add(path.relative(posts, file));
    looks.tell();
    return Promise.resolve();
  });
  const until = async (name: string) => {
    await looks.until(`word of ${name}`, () => seen.has(name));
    seen.clear();
  };
  try {
    symlinkSync('../outside', path.join(posts, 'link'));
    await until('link');
    writeFileSync(path.join(folder, 'outside/secret.md'), 'new');
    writeFileSync(path.join(posts, 'a.md'), 'new');
    await until('a.md');
    rmSync(path.join(posts, 'link'));
    await until('link');
    execFileSync('mkfifo', [path.join(posts, 'fifo.md')]);
    await until('fifo.md');
    assert.ok(![...seen].some((name) => name.includes('secret')));
  } finally {
    await watcher.close();
  }
});
