import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { fileSizes } from '../../src/shared/file-sizes.ts';
import { listFiles } from '../../src/shared/list-files.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

it('lists ordinary files in one order and follows no link, on any version of Node', () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'b.txt': '12', 'a/deep/c.txt': '345', 'a/.hidden': '' });
  // If links were followed, these two would make a billion names.
  for (const name of ['x', 'y']) symlinkSync('..', path.join(folder, 'a', name));
  symlinkSync('b.txt', path.join(folder, 'link.txt'));
  execFileSync('mkfifo', [path.join(folder, 'fifo')]);
  assert.deepEqual(
    listFiles(folder).map((file) => path.relative(folder, file)),
    ['a/.hidden', 'a/deep/c.txt', 'b.txt'],
  );
  assert.deepEqual(
    [...fileSizes(folder)],
    [
      ['a/.hidden', 0],
      ['a/deep/c.txt', 3],
      ['b.txt', 2],
    ],
  );
});
