import assert from 'node:assert/strict';
import { open, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { loadPost } from '../../src/ingest/load-post.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const limit = 8 * 1024 * 1024;
const chunks = 24;
const chunk = 64 * 1024;
/** Versions of a file, each of one letter and a length of its own. */
const version = (number: number) =>
  String.fromCharCode(97 + (number % 26)).repeat(chunk * chunks + number);

function isWhole(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  return text === version(text.length - chunk * chunks);
}

describe('reading a post that is written to', () => {
  it('gives one version or says that the file changes, never a mixture', async () => {
    const file = path.join(temporaryFolder(), 'a.md');
    let done = false;
    let number = 1;
    await writeFile(file, version(0));
    const writer = (async () => {
      for (; !done; number++) {
        const handle = await open(file, 'w');
        const text = version(number);
        for (let at = 0; at < text.length; at += chunk)
          await handle.write(text.slice(at, at + chunk));
        await handle.close();
        // A pause, as pipelines have: a whole version is there to be read.
        await new Promise((resolve) => setTimeout(resolve, number % 5 === 0 ? 60 : 0));
      }
    })();
    const results = [];
    for (let read = 0; read < 40; read++) results.push(await loadPost(file, 'posts/a.md', limit));
    done = true;
    await writer;
    assert.ok(number > 10, 'The file was written to.');
    for (const result of results) {
      if (result instanceof Uint8Array) {
        // A writer caught before its first or between two writes leaves a beginning: nobody can tell.
        const text = Buffer.from(result).toString('latin1');
        assert.match(text, /^(.?)\1*$/, 'Never two versions in one.');
      } else assert.equal(result.code, 'post-changing');
    }
    const last = await loadPost(file, 'posts/a.md', limit);
    assert.ok(last instanceof Uint8Array && isWhole(last), 'Once it is written it is read whole.');
  });

  it('gives whole versions only of files that are renamed into place', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'a.md');
    await writeFile(file, version(0));
    let done = false;
    let number = 1;
    const writer = (async () => {
      for (; !done; number++) {
        await writeFile(path.join(folder, 'next'), version(number));
        await rename(path.join(folder, 'next'), file);
        if (number % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 30));
      }
    })();
    let whole = 0;
    for (let read = 0; read < 40; read++) {
      const result = await loadPost(file, 'posts/a.md', limit);
      if (!(result instanceof Uint8Array)) continue;
      assert.ok(isWhole(result));
      whole++;
    }
    done = true;
    await writer;
    const result = await loadPost(file, 'posts/a.md', limit);
    assert.ok(result instanceof Uint8Array && isWhole(result));
    assert.ok(number > 5 && whole > 0);
  });

  it('says so of a file that is gone', async () => {
    const result = await loadPost(path.join(temporaryFolder(), 'a.md'), 'posts/a.md', limit);
    assert.ok(!(result instanceof Uint8Array));
    assert.equal(result.code, 'post-unreadable');
    assert.match(result.message, /ENOENT/);
  });
});
