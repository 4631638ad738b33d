import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { takeLock } from '../../src/publish/output-lock.ts';
import type { OutputLock } from '../../src/publish/output-lock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A process id that no process has: the system's limit is far lower. */
const deadPid = 2 ** 30;

async function taken(file: string): Promise<OutputLock> {
  const lock = await takeLock(file);
  assert.ok(typeof lock !== 'number', `The lock is held by process ${String(lock)}.`);
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

  it('is held by another process until that dies, however it dies', async () => {
    const file = path.join(temporaryFolder(), 'site.lock');
    const holder = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        '--input-type=module',
        '--eval',
        `import { takeLock } from './src/publish/output-lock.ts';
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

  it('is taken from a process that died, from one whose id another has now, and from nobody', async () => {
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

  it('goes to exactly one of many who find it dead', async () => {
    const file = path.join(temporaryFolder(), 'site.lock');
    writeFileSync(file, JSON.stringify({ pid: deadPid, started: '' }));
    const results = await Promise.all(Array.from({ length: 20 }, () => takeLock(file)));
    assert.equal(results.filter((lock) => typeof lock !== 'number').length, 1);
  });
});
