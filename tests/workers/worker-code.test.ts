import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { keepCacheIn } from '../../src/store/cache-folders.ts';
import { workerCode } from '../../src/workers/worker-code.ts';
import { readFolder } from '../support/build-site.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('bundles workers again when any file of theirs is damaged', async () => {
  const folder = temporaryFolder();
  keepCacheIn(folder);
  const url = await workerCode('ingest');
  const made = readFolder(folder);
  assert.ok(made.size >= 4, [...made.keys()].join());
  for (const name of made.keys()) {
    truncateSync(path.join(folder, name));
    // A process reads the list only once.
    if (name.endsWith('.json')) continue;
    assert.equal((await workerCode('ingest')).href, url.href);
    assert.deepEqual(readFolder(folder), made, name);
  }
});
