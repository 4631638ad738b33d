import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import { takeLock } from '../../src/build/output-lock.ts';
import type { OutputLock } from '../../src/build/output-lock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A process id that no process has: the system's limit is far lower. */
const deadPid = 2 ** 30;

async function taken(file: string): Promise<OutputLock> {
  const lock = await takeLock(file);
  assert.ok(typeof lock !== 'number', 'Another process holds the lock.');
  return lock;
}

describe('takeLock', () => {
  it('is held by one at a time', async () => {
    const file = path.join(temporaryFolder(), 'site.lock');
    const first = await taken(file);
    assert.equal(await takeLock(file), process.pid);
    await first.release();
    const second = await taken(file);
    assert.equal(await first.isHeld(), true, 'The same process, the same lock.');
    await second.release();
    assert.equal(existsSync(file), false);
  });

  it('is given to one of many who ask at once', async () => {
    const folder = temporaryFolder();
    for (let round = 0; round < 50; round++) {
      const file = path.join(folder, `${round}.lock`);
      const answers = await Promise.all(Array.from({ length: 20 }, () => takeLock(file)));
      assert.equal(answers.filter((answer) => typeof answer !== 'number').length, 1);
      assert.ok(answers.every((answer) => typeof answer !== 'number' || answer === process.pid));
    }
    const left = readdirSync(folder).filter((name) => !/^\d+\.lock$/.test(name));
    assert.deepEqual(left, []);
  });

  it('always names its holder, who would be taken for dead otherwise', async () => {
    const file = path.join(temporaryFolder(), 'site.lock');
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const watcher = new Worker(
      `const { workerData, parentPort } = require('node:worker_threads');
       const { readFileSync } = require('node:fs');
       const texts = new Set();
       while (Atomics.load(workerData.stop, 0) === 0) {
         try { texts.add(readFileSync(workerData.file, 'utf8')); } catch {}
       }
       parentPort.postMessage([...texts]);`,
      { eval: true, workerData: { file, stop } },
    );
    await once(watcher, 'online');
    for (let round = 0; round < 500; round++) await (await taken(file)).release();
    Atomics.store(stop, 0, 1);
    const [texts] = (await once(watcher, 'message')) as [string[]];
    assert.equal(texts.length, 1, JSON.stringify(texts));
    assert.match(texts[0] ?? '', new RegExp(`"pid":${process.pid}`));
  });

  it('is held by another process until that dies, however it dies', async () => {
    const file = path.join(temporaryFolder(), 'site.lock');
    const holder = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        '--input-type=module',
        '--eval',
        `import { takeLock } from './src/build/output-lock.ts';
         await takeLock(process.argv[1]);
         console.log('held');
         setInterval(() => {}, 1000);`,
        file,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(holder.stdout, 'data');
    assert.equal(await takeLock(file), holder.pid);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await (await taken(file)).release();
  });

  it('is taken over from a dead process, a reused id and a file without an id', async () => {
    const file = path.join(temporaryFolder(), 'site.lock');
    for (const text of [
      JSON.stringify({ pid: deadPid, started: '1' }),
      JSON.stringify({ pid: process.pid, started: 'another time' }),
      '',
      'not JSON',
    ]) {
      writeFileSync(file, text);
      await (await taken(file)).release();
      assert.deepEqual(readdirSync(path.dirname(file)), []);
    }
  });

  it('is not released by one who has lost it', async () => {
    const file = path.join(temporaryFolder(), 'site.lock');
    const lock = await taken(file);
    writeFileSync(file, 'someone else');
    assert.equal(await lock.isHeld(), false);
    await lock.release();
    assert.equal(readFileSync(file, 'utf8'), 'someone else');
  });

  it('goes to exactly one of many who find its holder dead', async () => {
    // Many rounds: which of them is fast enough to disturb another differs from round to round.
    for (let round = 0; round < 100; round++) {
      const file = path.join(temporaryFolder(), 'site.lock');
      writeFileSync(file, JSON.stringify({ pid: deadPid, started: '' }));
      const results = await Promise.all(Array.from({ length: 20 }, () => takeLock(file)));
      assert.equal(results.filter((lock) => typeof lock !== 'number').length, 1);
      assert.deepEqual(readdirSync(path.dirname(file)), ['site.lock']);
    }
  });

  it('is taken over even if one who did so was killed', async () => {
    const file = path.join(temporaryFolder(), 'site.lock');
    for (const name of [file, `${file}.takeover`]) {
      writeFileSync(name, JSON.stringify({ pid: deadPid, started: '' }));
    }
    await (await taken(file)).release();
    assert.deepEqual(readdirSync(path.dirname(file)), []);
  });
});
