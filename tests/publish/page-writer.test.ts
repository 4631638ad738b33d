import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PageWriter } from '../../src/publish/page-writer.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('PageWriter', () => {
  it('writes pages in its thread and names those that it has nowhere', async () => {
    const outputDir = temporaryFolder();
    let done = 0;
    const writer = new PageWriter(
      { outputDir, bodiesDir: outputDir, pagesDir: temporaryFolder() },
      (count) => (done = count),
    );
    const pages = Array.from({ length: 1000 }, (_, index) => `${index}/index.html`);
    for (const page of pages) await writer.write({ path: page, rendered: utf8(`<p>${page}</p>`) });
    await writer.write({ path: 'unknown.html', key: 'unknown' });
    assert.deepEqual(await writer.settle(), ['unknown.html']);
    assert.deepEqual(await writer.settle(), []);
    assert.equal(done, pages.length);
    await writer.close();
    for (const page of pages) {
      assert.equal(readFileSync(path.join(outputDir, page), 'utf8'), `<p>${page}</p>`);
    }
  });

  it('reports a page that cannot be written, at the latest in the end', async () => {
    const outputDir = temporaryFolder();
    writeFiles(outputDir, { 'a/index.html': 'a file in the way' });
    const writer = new PageWriter({ outputDir, bodiesDir: outputDir });
    await writer.write({ path: 'a/index.html/deeper.html', rendered: utf8('x') });
    await assert.rejects(writer.settle(), /EEXIST|ENOTDIR/);
    await writer.close();
  });

  it('reports a thread that cannot start', async () => {
    const outputDir = temporaryFolder();
    const writer = new PageWriter({ outputDir, bodiesDir: outputDir, bodySegments: ['gone.seg'] });
    await writer.write({ path: 'a.html', rendered: utf8('x') });
    await assert.rejects(writer.settle(), /ENOENT.*gone\.seg/);
    await writer.close();
  });
});
