import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startInversion } from '../../../src/search/index/inversion.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makePost, sourcesIn } from '../tiny-index.ts';

const noTables = { documents: [], facts: () => ({ documents: [], facetTypes: [] }) };

for (const threads of [0, 1]) {
  it(`reports what fails only to those who ask, with ${threads} threads`, async () => {
    const folder = temporaryFolder();
    const post = makePost({ title: '墨' }, 0);
    const sources = sourcesIn(folder, [{ post, html: '<p>砚台与墨。</p>' }]);
    rmSync(path.join(folder, 'bodies.seg'));
    const outputDir = path.join(temporaryFolder(), 'index');

    const inversion = startInversion({ ...sources, outputDir, threads });
    // A rejection that nobody handles would fail the test here.
    await sleep(threads === 0 ? 20 : 1500);
    await assert.rejects(inversion.complete(noTables), /ENOENT.*bodies\.seg/);
    await inversion.stop();
  });
}

it('ends its threads for good when it is stopped early', async () => {
  const text = '砚台与墨，纸与笔。'.repeat(40);
  const posts = Array.from({ length: 1500 }, (_, index) => ({
    post: makePost({ title: `墨${index}` }, index),
    html: `<p>${text}${index}</p>`,
  }));
  const sources = sourcesIn(temporaryFolder(), posts);
  const outputDir = path.join(temporaryFolder(), 'index');
  // Threads that piscina has begun keep no process from ending, and stand in no list of Node's.
  const tasks = '/proc/self/task';
  const threads = () => (existsSync(tasks) ? readdirSync(tasks).length : 0);

  const before = threads();
  const inversion = startInversion({ ...sources, outputDir, threads: 2 });
  while (readdirSync(outputDir).length === 0) await sleep(5);
  await inversion.stop();
  await assert.rejects(inversion.complete(noTables));
  const written = readdirSync(outputDir).length;
  await sleep(1000);
  assert.equal(readdirSync(outputDir).length, written);
  assert.equal(threads(), before);
});
