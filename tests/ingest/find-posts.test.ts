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
    writeFiles(root, { 'z/a.md': '', 'z/b.txt': '' });
    symlinkSync(root, path.join(root, 'z/loop'));
    symlinkSync(path.join(root, 'z'), path.join(root, 'again'));
    symlinkSync(path.join(root, 'z/b.txt'), path.join(root, 'link.md'));
    assert.deepEqual(await findPosts(root, 'posts'), {
      files: ['again/a.md', 'link.md'],
      problems: [],
    });
  });

  it('reads a folder that is itself behind a link', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'real/a.md': '' });
    symlinkSync(path.join(folder, 'real'), path.join(folder, 'posts'));
    const { files, problems } = await findPosts(path.join(folder, 'posts'), 'posts');
    assert.deepEqual([files, problems], [['a.md'], []]);
  });

  it('does not follow links out of the folder', async () => {
    const root = temporaryFolder();
    const elsewhere = temporaryFolder();
    writeFiles(root, { 'a.md': '' });
    writeFiles(elsewhere, { 'secret.md': '', 'deep/secret.md': '' });
    symlinkSync(path.join(elsewhere, 'secret.md'), path.join(root, 'file.md'));
    symlinkSync(elsewhere, path.join(root, 'folder'));
    symlinkSync(path.join(root, 'folder'), path.join(root, 'link-to-link'));
    const { files, problems } = await findPosts(root, 'posts');
    assert.deepEqual(files, ['a.md']);
    assert.deepEqual(
      problems.map(({ file, code, severity }) => [file, code, severity]),
      [
        ['posts/file.md', 'post-outside', 'error'],
        ['posts/folder', 'post-outside', 'error'],
        ['posts/link-to-link', 'post-outside', 'error'],
      ],
    );
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
