import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchFiles } from '../../src/dev/watch-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('misses no second save of a file, however soon it comes', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'a.md');
  writeFileSync(file, 'start');
  let seen = '';
  const watcher = await watchFiles([folder], async (files) => {
    assert.deepEqual(files, [file]);
    seen = readFileSync(file, 'utf8');
    await Promise.resolve();
  });
  try {
    for (let gap = 0; gap <= 120; gap += 6) {
      writeFileSync(file, `first ${gap}`);
      await sleep(gap);
      writeFileSync(file, `second ${gap}`);
      for (let waited = 0; seen !== `second ${gap}` && waited < 3000; waited += 20) await sleep(20);
      assert.equal(seen, `second ${gap}`, `${gap} ms after the first`);
    }
  } finally {
    await watcher.close();
  }
});
