import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { findPosts } from '../../src/ingest/find-posts.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('findPosts', () => {
  it('finds Markdown below a folder in one order, and nothing else', async () => {
    const root = temporaryFolder();
    writeFiles(root, {
      'b.md': '',
      'a.markdown': '',
      'UPPER.MD': '',
      'x/y/写作.md': '',
      'x/picture.png': '',
      'notes.txt': '',
      '.hidden/c.md': '',
      '.d.md': '',
      'node_modules/p/readme.md': '',
    });
    const { files, problems } = await findPosts(root, 'posts');
    assert.deepEqual(files, ['UPPER.MD', 'a.markdown', 'b.md', 'x/y/写作.md']);
    assert.deepEqual(problems, []);
  });

  it('follows links, each folder once', async () => {
    const root = temporaryFolder();
    const elsewhere = temporaryFolder();
    writeFiles(root, { 'z/a.md': '' });
    writeFiles(elsewhere, { 'far.md': '' });
    symlinkSync(root, path.join(root, 'z/loop'));
    symlinkSync(path.join(root, 'z'), path.join(root, 'again'));
    symlinkSync(path.join(elsewhere, 'far.md'), path.join(root, 'link.md'));
    assert.deepEqual((await findPosts(root, 'posts')).files, ['again/a.md', 'link.md']);
  });

  it('names folders and links that only look like posts, and reads on', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'folder.md/inner.md': '', 'fine.md': '' });
    symlinkSync('nowhere.md', path.join(root, 'broken.md'));
    symlinkSync('nowhere', path.join(root, 'harmless'));
    mkdirSync(path.join(root, 'empty.md'));
    const { files, problems } = await findPosts(root, 'posts');
    assert.deepEqual(files, ['fine.md', 'folder.md/inner.md']);
    assert.deepEqual(
      problems.map(({ file, line, code, severity }) => [file, line, code, severity]).sort(),
      [
        ['posts/broken.md', 1, 'post-unreadable', 'error'],
        ['posts/empty.md', 1, 'post-is-a-folder', 'error'],
        ['posts/folder.md', 1, 'post-is-a-folder', 'error'],
      ],
    );
    for (const { hint } of problems) assert.ok(hint);
  });

  it('finds nothing in an empty folder', async () => {
    assert.deepEqual(await findPosts(temporaryFolder(), 'posts'), { files: [], problems: [] });
  });
});
