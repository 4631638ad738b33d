import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import { loadPost } from '../../src/ingest/load-post.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const limit = 8 * 1024 * 1024;
const chunks = 24;
const chunk = 64 * 1024;
/** Versions of a file. Each is one letter over and over, in a length of its own. */
const version = (number: number) =>
  String.fromCharCode(97 + (number % 26)).repeat(chunk * chunks + number);

const load = (file: string) =>
  loadPost(path.dirname(file), path.basename(file), 'posts/a.md', limit);

function isWhole(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  return text === version(text.length - chunk * chunks);
}

/** Places in the memory that a test and its writer share. */
const stop = 0;
const written = 1;

/**
 * A thread that writes version after version. It is a thread, as reading blocks the thread of the
 * test.
 */
const writerCode = `
  const { closeSync, openSync, renameSync, writeFileSync, writeSync } = require('node:fs');
  const { workerData } = require('node:worker_threads');
  const { file, inPlace, shared, chunk, chunks } = workerData;
  const state = new Int32Array(shared);
  const version = (number) =>
    String.fromCharCode(97 + (number % 26)).repeat(chunk * chunks + number);
  for (let number = 1; Atomics.load(state, ${stop}) === 0; number++) {
    if (inPlace) {
      const descriptor = openSync(file, 'w');
      const text = version(number);
      for (let at = 0; at < text.length; at += chunk) {
        writeSync(descriptor, text.slice(at, at + chunk));
      }
      closeSync(descriptor);
    } else {
      writeFileSync(file + '.next', version(number));
      renameSync(file + '.next', file);
    }
    Atomics.store(state, ${written}, number);
    // A pause, as pipelines have, in which a whole version can be read.
    Atomics.wait(state, ${stop}, 0, number % 5 === 0 ? 60 : 1);
  }
`;

/**
 * Reads a file while a thread writes it: at least so many times, and until at least so many
 * versions are written.
 */
async function readWhileWritten(file: string, inPlace: boolean, times: number) {
  const shared = new SharedArrayBuffer(8);
  const state = new Int32Array(shared);
  writeFileSync(file, version(0));
  const workerData = { file, inPlace, shared, chunk, chunks };
  const writer = new Worker(writerCode, { eval: true, workerData });
  const results = [];
  try {
    while (results.length < times || Atomics.load(state, written) < times) {
      results.push(await load(file));
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    Atomics.store(state, stop, 1);
    Atomics.notify(state, stop);
    await once(writer, 'exit');
  }
  return results;
}

describe('reading a post that is written to', () => {
  it('gives one version or says that the file changes, never a mixture', async () => {
    const file = path.join(temporaryFolder(), 'a.md');
    for (const result of await readWhileWritten(file, true, 30)) {
      if (result instanceof Uint8Array) {
        // Before the first write and between two, the file holds the beginning of a version. No
        // reader can tell that from a whole one.
        const text = Buffer.from(result).toString('latin1');
        assert.match(text, /^(.?)\1*$/, 'Never two versions in one.');
      } else assert.equal(result.code, 'post-changing');
    }
    const last = await load(file);
    assert.ok(last instanceof Uint8Array && isWhole(last), 'Once it is written it is read whole.');
  });

  it('gives whole versions only of files that are renamed into place', async () => {
    const file = path.join(temporaryFolder(), 'a.md');
    for (const result of await readWhileWritten(file, false, 20)) {
      assert.ok(result instanceof Uint8Array && isWhole(result));
    }
  });

  it('names a file that is gone', async () => {
    const result = await load(path.join(temporaryFolder(), 'a.md'));
    assert.ok(!(result instanceof Uint8Array));
    assert.equal(result.code, 'post-unreadable');
    assert.match(result.message, /ENOENT/);
  });

  it('reads nothing outside the folder, and no FIFO, on which it would wait for ever', async () => {
    const folder = temporaryFolder();
    const posts = path.join(folder, 'posts');
    writeFiles(folder, {
      'secret.md': 'secret',
      'posts/a.md': '文',
      'posts/large.md': 'x'.repeat(9),
    });
    symlinkSync('a.md', path.join(posts, 'link.md'));
    symlinkSync('../secret.md', path.join(posts, 'out.md'));
    symlinkSync('..', path.join(posts, 'up'));
    execFileSync('mkfifo', [path.join(posts, 'fifo.md')]);
    const outcome = async (name: string) => {
      const loaded = await loadPost(posts, name, `posts/${name}`, 8);
      return loaded instanceof Uint8Array ? Buffer.from(loaded).toString() : loaded.code;
    };
    const names = ['link.md', 'out.md', 'up/secret.md', 'fifo.md', 'large.md'];
    assert.deepEqual(await Promise.all(names.map(outcome)), [
      ...['文', 'post-outside', 'post-outside', 'post-unreadable', 'post-too-large'],
    ]);
  });
});
