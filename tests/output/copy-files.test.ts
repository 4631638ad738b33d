import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { copyFiles } from '../../src/output/copy-files.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

it('copies files that are new or have changed, and no others', async () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'a.txt': 'one', 'b.txt': 'two' });
  const output = path.join(folder, 'site');
  const names = ['a.txt', 'b.txt'];
  const copies = new Map(names.map((name) => [`deep/${name}`, path.join(folder, name)]));
  const read = () => names.map((name) => readFileSync(path.join(output, 'deep', name), 'utf8'));
  await copyFiles(output, copies);
  assert.deepEqual(read(), ['one', 'two']);
  writeFileSync(path.join(folder, 'a.txt'), 'new');
  // Newer than its source and as long, so that it is taken for the copy.
  writeFileSync(path.join(output, 'deep/b.txt'), 'TWO');
  await copyFiles(output, copies);
  assert.deepEqual(read(), ['new', 'TWO']);
});
