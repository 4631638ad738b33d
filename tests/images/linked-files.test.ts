import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { publishFiles, withFiles } from '../../src/images/linked-files.ts';
import { filesWith, readFolder } from '../support/build-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const options = {
  postsDir: path.join(folder, 'posts'),
  outputDir: path.join(folder, 'site'),
  pathPrefix: '/notes/',
  maximumBytes: 1000,
};
const link = (target: string) => ({ kind: 'link', target, line: 7 }) as const;
const publish = (...targets: readonly string[]) =>
  publishFiles(targets.map(link), 'deep/post.md', 'posts/deep/post.md', options);
/** What is wrong with the files that links lead to; they are not published. */
const refused = (...targets: readonly string[]) => {
  const { files, problems } = publish(...targets);
  assert.deepEqual(files, Object.fromEntries(targets.map((target) => [target, null])));
  assert.ok(problems.every(({ line, severity }) => line === 7 && severity === 'warning'));
  return problems.map(({ code }) => code);
};

describe('publishFiles', () => {
  before(() => {
    writeFiles(options.postsDir, {
      'deep/post.md': 'post',
      'deep/report.pdf': '%PDF-1',
      'deep/表 1.csv': 'a,b',
      'deep/large.zip': Buffer.alloc(1001),
      'deep/page.html': '<script>alert(1)</script>',
      'deep/drawing.svg': '<svg onload="alert(1)"/>',
      'deep/page.html.gz': '<script>alert(1)</script>',
      'deep/drawing.svg.GZ': '<svg onload="alert(1)"/>',
      'deep/page.html.gz.gz': '<script>alert(1)</script>',
      'deep/data.gz': 'data',
      'deep/data.tar.gz': 'data',
      'deep/data.csv.gz': 'data',
      'deep/.hidden.pdf': 'hidden',
      '.git/config.txt': 'hidden',
      'draft.md': 'draft: true',
      'deep/a.pdf#draft.md': 'draft: true',
      'deep/C#/why?.pdf': '%PDF-2',
    });
    writeFiles(folder, { 'secret.pdf': 'secret' });
    const deep = path.join(options.postsDir, 'deep');
    symlinkSync('report.pdf', path.join(deep, 'same.pdf'));
    symlinkSync('../draft.md', path.join(deep, 'draft.pdf'));
    symlinkSync('data.tar.gz', path.join(deep, 'other.html.gz'));
    symlinkSync('a.pdf#draft.md', path.join(deep, 'marked.pdf'));
    symlinkSync('../.git/config.txt', path.join(deep, 'config.txt'));
    symlinkSync('../../secret.pdf', path.join(deep, 'secret.pdf'));
    symlinkSync('loop.pdf', path.join(deep, 'loop.pdf'));
    execFileSync('mkfifo', [path.join(deep, 'fifo.pdf')]);
    mkdirSync(path.join(deep, 'folder.pdf'));
  });

  it('copies files under their names, and keeps what follows the path of a link', () => {
    const targets = ['report.pdf', './report.pdf#page=2', '%E8%A1%A8%201.csv', 'same.pdf'];
    const { files, problems } = publish(...targets);
    assert.deepEqual(problems, []);
    const [report = '', page, table = '', same = ''] = targets.map((target) => files[target] ?? '');
    assert.match(report, /^\/notes\/assets\/files\/[0-9a-f]{16}\/report\.pdf$/);
    assert.equal(page, `${report}#page=2`);
    assert.equal(decodeURI(table).split('/').at(-1), '表 1.csv');
    for (const [address, text] of [
      [report, '%PDF-1'],
      [table, 'a,b'],
      [same, '%PDF-1'],
    ] as const) {
      const file = path.join(options.outputDir, decodeURI(address.slice('/notes/'.length)));
      assert.equal(readFileSync(file, 'utf8'), text);
    }
  });

  it('writes a file once, and never into one that may be being read', () => {
    const address = publish('report.pdf').files['report.pdf'] ?? '';
    const file = path.join(options.outputDir, address.slice('/notes/'.length));
    const { ino, mtimeMs } = statSync(file);
    publish('report.pdf');
    assert.deepEqual([statSync(file).ino, statSync(file).mtimeMs], [ino, mtimeMs]);
    writeFileSync(file, 'part');
    const reader = openSync(file, 'r');
    publish('report.pdf');
    assert.equal(readFileSync(reader, 'utf8'), 'part');
    closeSync(reader);
    assert.equal(readFileSync(file, 'utf8'), '%PDF-1');
    const names = readdirSync(path.join(options.outputDir, 'assets/files'));
    assert.ok(names.every((name) => /^[0-9a-f]{16}$/.test(name)));
  });

  it('copies files whose paths hold what ends a path in addresses', () => {
    const target = 'C%23/why%3F.pdf#page=2';
    const { files, problems } = publish(target);
    assert.deepEqual(problems, []);
    assert.match(files[target] ?? '', /\/why%3F\.pdf#page=2$/);
  });

  it('copies nothing hidden, nothing from elsewhere, and no draft under another name', () => {
    const targets = ['.hidden.pdf', '../.git/config.txt', 'config.txt', 'secret.pdf'];
    assert.deepEqual(
      refused(...targets),
      targets.map(() => 'file-missing'),
    );
    assert.deepEqual(refused('../../secret.pdf', 'draft.pdf', 'marked.pdf'), [
      ...['file-missing', 'file-format', 'file-format'],
    ]);
    const site = readFolder(options.outputDir);
    for (const text of ['secret', 'hidden', 'draft']) assert.deepEqual(filesWith(site, text), []);
  });

  it('copies no active content', () => {
    assert.deepEqual(refused('page.html', 'drawing.svg'), ['file-format', 'file-format']);
  });

  it('copies packed files only if what is packed is of a published kind', () => {
    const names = ['page.html.gz', 'drawing.svg.GZ', 'page.html.gz.gz', 'data.gz', 'other.html.gz'];
    assert.deepEqual(
      refused(...names),
      names.map(() => 'file-format'),
    );
    assert.deepEqual(refused('no.html.gz'), ['file-missing']);
    const packed = ['data.tar.gz', 'data.csv.gz'];
    const { files, problems } = publish(...packed);
    assert.deepEqual(problems, []);
    for (const name of packed) assert.ok(files[name]?.endsWith(`/${name}`));
  });

  it('says what is not there, too large, or no ordinary file', { timeout: 60_000 }, () => {
    assert.deepEqual(refused('no.pdf', 'report.pdf/x.pdf', 'loop.pdf', '%00.pdf'), [
      ...['file-missing', 'file-missing', 'file-missing', 'file-missing'],
    ]);
    assert.deepEqual(refused('large.zip', 'fifo.pdf', 'folder.pdf'), [
      ...['file-too-large', 'file-unreadable', 'file-unreadable'],
    ]);
  });

  it('leaves posts, pages and other hosts alone', () => {
    const others = ['draft.md', '../draft.md', 'other-post', '../../feed.xml', 'index.html'];
    const addresses = ['https://e.example/a.pdf', '/a.pdf', '#a.pdf', '?a.pdf', 'mailto:a@b.pdf'];
    assert.deepEqual(publish(...others, ...addresses), { files: {}, problems: [] });
    const { files } = publish('../../x.pdf', '../../feed.xml', '../../y.pdf');
    assert.deepEqual(files, { '../../x.pdf': null, '../../y.pdf': null });
    const wiki = { kind: 'wiki', target: 'report.pdf', line: 1 } as const;
    assert.deepEqual(publishFiles([wiki], 'deep/post.md', '', options).files, {});
  });
});

describe('withFiles', () => {
  it('gives links the addresses of files, and takes that of others away', () => {
    const links = ['a.pdf', 'no.pdf', 'post'].map((target) => {
      return { ...link(target), href: target, at: 1 };
    });
    const [a, no, post] = withFiles(links, { 'a.pdf': '/assets/a.pdf', 'no.pdf': null });
    assert.deepEqual([a?.href, a?.isFile], ['/assets/a.pdf', true]);
    assert.deepEqual([no?.href, no?.isFile], [undefined, true]);
    assert.equal(post, links[2]);
  });
});
