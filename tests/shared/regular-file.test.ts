import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import { FileRefused, openRegularFile, readRegularFile } from '../../src/shared/regular-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const refusedAs = (reason: string) => (error: unknown) =>
  error instanceof FileRefused && error.reason === reason;

describe('openRegularFile and readRegularFile', () => {
  const folder = temporaryFolder();
  const root = path.join(folder, 'root');
  mkdirSync(root);
  writeFileSync(path.join(folder, 'secret'), 'secret');
  writeFileSync(path.join(root, 'plain'), 'plain text');

  it('read an ordinary file, and one that a link inside the folder leads to', () => {
    symlinkSync('plain', path.join(root, 'alias'));
    for (const name of ['plain', 'alias']) {
      assert.equal(readRegularFile(path.join(root, name), root, 100).toString(), 'plain text');
    }
  });

  it('refuse a file outside the folder that a link leads to', () => {
    symlinkSync('../secret', path.join(root, 'out'));
    symlinkSync('..', path.join(root, 'up'));
    assert.throws(() => openRegularFile(path.join(root, 'out'), root), refusedAs('outside'));
    assert.throws(() => openRegularFile(path.join(root, 'up/secret'), root), refusedAs('outside'));
  });

  it('refuse a FIFO without waiting for its writer, a folder and a device', () => {
    execFileSync('mkfifo', [path.join(root, 'fifo')]);
    for (const name of ['fifo', '.']) {
      assert.throws(() => openRegularFile(path.join(root, name), root), refusedAs('not-regular'));
    }
    assert.throws(() => openRegularFile('/dev/zero', '/dev'), refusedAs('not-regular'));
  });

  it('refuse a file of too many bytes', () => {
    assert.throws(() => readRegularFile(path.join(root, 'plain'), root, 9), refusedAs('too-large'));
  });

  it('report a file that does not exist as the system does', () => {
    assert.throws(() => openRegularFile(path.join(root, 'none'), root), { code: 'ENOENT' });
  });

  it('never read outside while a folder becomes a link and a folder again', async () => {
    const inside = path.join(root, 'swapped');
    const outside = path.join(folder, 'outside');
    for (const [place, text] of [
      [inside, 'inside'],
      [outside, 'outside'],
    ] as const) {
      mkdirSync(place);
      writeFileSync(path.join(place, 'file'), text);
    }
    const swapper = new Worker(
      `const { renameSync, symlinkSync, unlinkSync } = require('node:fs');
       const { inside, outside } = require('node:worker_threads').workerData;
       for (;;) {
         renameSync(inside, inside + '.aside');
         symlinkSync(outside, inside);
         unlinkSync(inside);
         renameSync(inside + '.aside', inside);
       }`,
      { eval: true, workerData: { inside, outside } },
    );
    let read = 0;
    try {
      for (let round = 0; round < 20_000; round++) {
        try {
          const bytes = readRegularFile(path.join(inside, 'file'), root, 100);
          assert.equal(bytes.toString(), 'inside');
          read++;
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
        }
      }
    } finally {
      await swapper.terminate();
    }
    assert.ok(read > 0);
  });

  it('leave no descriptor open', () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    for (const name of ['plain', 'fifo', 'out', 'none', '.']) {
      try {
        readRegularFile(path.join(root, name), root, 5);
      } catch {
        // Refused.
      }
    }
    assert.equal(open(), before);
    closeSync(openRegularFile(path.join(root, 'plain'), root).descriptor);
    assert.equal(open(), before);
  });
});
