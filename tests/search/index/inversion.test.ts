import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startInversion } from '../../../src/search/index/inversion.ts';
import { createPartMaker } from '../../../src/search/index/make-part.ts';
import { PartStoreWriter } from '../../../src/search/index/part-store.ts';
import { makePost } from '../../support/articles.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const noTables = { documents: [], facetTypes: [] };

for (const threads of [0, 1]) {
  it(`reports what fails only to those who ask, with ${threads} threads`, async () => {
    const partsDir = temporaryFolder();
    const store = new PartStoreWriter(partsDir, 'one');
    const post = makePost({ title: '墨' });
    const part = store.add(createPartMaker()(post, '<p>砚台与墨。</p>'));
    store.flush();
    const outputDir = path.join(temporaryFolder(), 'index');
    rmSync(path.join(partsDir, 'one.text'));

    const inversion = startInversion({ outputDir, partsDir, parts: [part], threads });
    // A rejection that nobody handles would fail the test here.
    await sleep(threads === 0 ? 20 : 1500);
    await assert.rejects(inversion.complete(noTables), /ENOENT.*one\.text/);
    await inversion.stop();
  });
}

it('ends its threads for good when it is stopped early', async () => {
  const partsDir = temporaryFolder();
  const store = new PartStoreWriter(partsDir, 'one');
  const makePart = createPartMaker();
  const text = '砚台与墨，纸与笔。'.repeat(40);
  const parts = Array.from({ length: 1500 }, (_, index) =>
    store.add(makePart(makePost({ title: `墨${index}` }), `<p>${text}${index}</p>`)),
  );
  store.flush();
  const outputDir = path.join(temporaryFolder(), 'index');
  // Threads that piscina has begun keep no process from ending, and stand in no list of Node's.
  const tasks = '/proc/self/task';
  const threads = () => (existsSync(tasks) ? readdirSync(tasks).length : 0);

  const before = threads();
  const inversion = startInversion({ outputDir, partsDir, parts, threads: 2 });
  while (readdirSync(outputDir).length === 0) await sleep(5);
  await inversion.stop();
  await assert.rejects(inversion.complete(noTables));
  const written = readdirSync(outputDir).length;
  await sleep(1000);
  assert.equal(readdirSync(outputDir).length, written);
  assert.equal(threads(), before);
});
