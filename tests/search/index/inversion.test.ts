import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startInversion } from '../../../src/search/index/inversion.ts';
import { createPartMaker } from '../../../src/search/index/make-part.ts';
import { PartStoreWriter } from '../../../src/search/index/part-store.ts';
import { makePost } from '../../support/articles.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

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
    await inversion.stop();
    await assert.rejects(inversion.done, /ENOENT.*one\.text/);
  });
}
