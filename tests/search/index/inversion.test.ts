import assert from 'node:assert/strict';
import { readdirSync, rmSync, watch } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { startInversion } from '../../../src/search/index/inversion.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { Happenings } from '../../support/wait-for.ts';
import { makePost, sourcesIn } from '../tiny-index.ts';

/** Counts the threads that this process starts from now on. */
class Threads {
  started = 0;
  running = 0;
  readonly #ends = new Happenings();

  constructor() {
    process.on('worker', (worker: Worker) => {
      this.started++;
      this.running++;
      worker.once('exit', () => {
        this.running--;
        this.#ends.tell();
      });
    });
  }

  /** Waits until some have been started and all have ended. */
  ended(): Promise<void> {
    return this.#ends.until('the end of all threads', () => this.started > 0 && this.running === 0);
  }
}

const noTables = { documents: [], facts: () => ({ documents: [], facetTypes: [] }) };

for (const threads of [0, 1]) {
  it(`reports what fails only to those who ask, with ${threads} threads`, async () => {
    const folder = temporaryFolder();
    const post = makePost({ title: '墨' }, 0);
    const sources = sourcesIn(folder, [{ post, html: '<p>砚台与墨。</p>' }]);
    rmSync(path.join(folder, 'bodies.seg'));
    const outputDir = path.join(temporaryFolder(), 'index');

    const started = new Threads();
    const inversion = startInversion({ ...sources, outputDir, threads });
    if (threads > 0) await started.ended();
    // A rejection that nobody handles would fail the test here.
    await nextTurn();
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
  const threads = new Threads();
  const inversion = startInversion({ ...sources, outputDir, threads: 2 });
  const files = new Happenings();
  const watcher = watch(outputDir, files.tell);
  await files.until('a first file', () => readdirSync(outputDir).length > 0);
  watcher.close();
  await inversion.stop();
  // From now on nothing is written: who has stopped it may remove the folder.
  const written = readdirSync(outputDir);
  await assert.rejects(inversion.complete(noTables));
  // The end of a thread must start no other.
  await threads.ended();
  await nextTurn();
  assert.deepEqual(readdirSync(outputDir), written);
  assert.deepEqual([threads.started, threads.running], [2, 0]);
});
