import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
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
      linked: ['again/a.md', 'link.md'],
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
    const found = await findPosts(temporaryFolder(), 'posts');
    assert.deepEqual(found, { files: [], linked: [], problems: [] });
  });

  it('names what is no ordinary file', async () => {
    const root = temporaryFolder();
    execFileSync('mkfifo', [path.join(root, 'fifo.md'), path.join(root, 'fifo.png')]);
    symlinkSync('fifo.md', path.join(root, 'link.md'));
    const { files, problems } = await findPosts(root, 'posts');
    assert.deepEqual(files, []);
    assert.deepEqual(
      problems.map(({ file, code, message }) => [file, code, message]),
      ['posts/fifo.md', 'posts/link.md'].map((file) => [
        file,
        'post-unreadable',
        'This is not an ordinary file.',
      ]),
    );
  });

  it('names folders and posts whose names are not UTF-8, and reads the rest', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'fine.md': '' });
    const odd = (name: string) => Buffer.concat([Buffer.from(`${root}/`), latin1(name)]);
    const latin1 = (name: string) => Buffer.from(name, 'latin1');
    mkdirSync(odd('caf\xe9'));
    writeFileSync(odd('caf\xe9/inner.md'), '');
    writeFileSync(odd('na\xefve.md'), '');
    writeFileSync(odd('pi\xe8ce.png'), '');
    symlinkSync('fine.md', odd('t\xeate'));
    const { files, problems } = await findPosts(root, 'posts');
    assert.deepEqual(files, ['fine.md']);
    assert.deepEqual(
      problems.map(({ file, code, severity }) => `${file} ${code} ${severity}`),
      ['caf\\xE9', 'na\\xEFve.md', 't\\xEAte'].map((name) => `posts/${name} name-not-utf8 error`),
    );
  });

  it('names a folder whose path is too long for the system, and reads the rest', async () => {
    const root = temporaryFolder();
    const folders = `${'d'.repeat(200)}/`.repeat(12);
    const upper = `deep/${folders}`;
    writeFiles(root, { 'fine.md': '', [`${upper}fine.md`]: '', [`aside/${folders}lost.md`]: '' });
    // Each half is short enough, together they are too long. Moved back below, as nothing could
    // remove them so.
    renameSync(path.join(root, 'aside'), path.join(root, upper, 'aside'));
    const { files, problems } = await findPosts(root, 'posts');
    renameSync(path.join(root, upper, 'aside'), path.join(root, 'aside'));
    assert.deepEqual(files, [`${upper}fine.md`, 'fine.md']);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['path-too-long'],
    );
    assert.match(problems[0]?.file ?? '', /^posts\/deep\/d/);
  });
});
