import assert from 'node:assert/strict';
import { lstatSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { swapOf } from '../../src/build/swap.ts';
import { readFolder } from '../support/build-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const { rename, rm, symlink } = files;

/**
 * Makes this process die, as far as the swap can tell, at one of its changes to the disk: the
 * change is not made, and nothing follows. A folder that was to be removed has lost its marker.
 * @param step number of the change.
 * @returns whether it died, once `work` is done or dead.
 */
async function dieAt(step: number, work: () => Promise<void>): Promise<boolean> {
  let steps = 0;
  let die: (died: boolean) => void = () => undefined;
  const death = new Promise<boolean>((resolve) => (die = resolve));
  const dies = () => {
    if (++steps !== step) return false;
    die(true);
    return true;
  };
  const never = () => new Promise<void>(() => undefined);
  files.rename = (...args) => (dies() ? never() : rename(...args));
  files.symlink = (...args) => (dies() ? never() : symlink(...args));
  files.rm = (target, options) => {
    if (!dies()) return rm(target, options);
    const removed = String(target);
    const isFolder = lstatSync(removed, { throwIfNoEntry: false })?.isDirectory() === true;
    if (isFolder) rmSync(path.join(removed, '.inkstone'), { force: true });
    return never();
  };
  syncBuiltinESMExports();
  return Promise.race([death, work().then(() => false)]);
}

function restore(): void {
  Object.assign(files, { rename, rm, symlink });
  syncBuiltinESMExports();
}

for (const kind of ['folder', 'link'] as const) {
  describe(`an output that is a ${kind}`, () => {
    afterEach(restore);
    const site = (text: string) => ({ '.inkstone': '', 'a.html': text, 'b/c.html': text });
    const publishedIn = (folder: string) => {
      const output = path.join(folder, 'site');
      if (kind === 'link') symlinkSync('site.release-first', output);
      writeFiles(kind === 'link' ? path.join(folder, 'site.release-first') : output, site('old'));
      writeFiles(folder, {
        'site.release-notes/notes.txt': 'dear',
        'site.removed-notes/notes.txt': 'dear',
      });
      return output;
    };
    const textOf = (output: string) => {
      const found = readFolder(output);
      assert.deepEqual([...found.keys()].sort(), ['.inkstone', 'a.html', 'b/c.html']);
      const [text = '', ...others] = new Set(
        [...found].filter(([name]) => name !== '.inkstone').map(([, bytes]) => bytes.toString()),
      );
      assert.deepEqual(others, []);
      return text;
    };

    it('is the old site or the new one wherever a build dies, and nothing else stays', async () => {
      const seen = new Set<string>();
      let step = 1;
      for (let died = true; died; step++) {
        const folder = temporaryFolder();
        const output = publishedIn(folder);
        writeFiles(path.join(folder, 'staged'), site('new'));
        died = await dieAt(step, () => swapOf(output).publish(path.join(folder, 'staged')));
        restore();
        // The second build dies too, at every step of clearing up after the first.
        for (let again = 1; await dieAt(again, () => swapOf(output).recover()); again++) restore();
        restore();
        await swapOf(output).recover();
        seen.add(textOf(output));
        const isLink = lstatSync(output).isSymbolicLink();
        assert.equal(isLink, kind === 'link');
        assert.deepEqual(
          readdirSync(folder)
            .filter((name) => name !== 'staged')
            .sort(),
          [
            'site',
            ...(isLink ? [readlinkSync(output)] : []),
            ...['site.release-notes', 'site.removed-notes'],
          ].sort(),
        );
      }
      assert.ok(step > 4, 'There are steps to die in.');
      assert.deepEqual([...seen].sort(), ['new', 'old']);
    });
  });
}
