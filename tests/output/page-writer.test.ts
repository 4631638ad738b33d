import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createPageWriter } from '../../src/output/page-writer.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** Numbers of pages: so few that a writer has no thread, and so many that it has one. */
const sizes = [1, 5000] as const;

for (const size of sizes)
  describe(`a writer of ${size} pages`, () => {
    it('writes pages, and names those that it neither gets nor finds in the cache', async () => {
      const outputDir = temporaryFolder();
      let done = 0;
      const writer = await createPageWriter(
        { outputDir, bodiesDir: outputDir, pagesDir: temporaryFolder() },
        size,
      );
      writer.watch((count) => (done = count));
      const pages = Array.from({ length: 1000 }, (_, index) => `${index}/index.html`);
      for (const page of pages) await writer.write({ path: page }, `<p>${page}</p>`);
      await writer.write({ path: 'unknown.html', key: 'unknown' });
      assert.deepEqual(await writer.settle(), ['unknown.html']);
      assert.deepEqual(await writer.settle(), []);
      assert.equal(done, pages.length);
      await writer.close();
      for (const page of pages) {
        assert.equal(readFileSync(path.join(outputDir, page), 'utf8'), `<p>${page}</p>`);
      }
    });

    it('removes written pages with their folders, and writes there again', async () => {
      const outputDir = temporaryFolder();
      const writer = await createPageWriter({ outputDir, bodiesDir: outputDir }, size);
      for (const page of ['a/b/index.html', 'a/index.html', 'c/d/index.html'])
        await writer.write({ path: page }, 'early');
      writer.remove(['a/b/index.html', 'c/d/index.html', 'never/written.html']);
      await writer.write({ path: 'a/b/index.html' }, 'late');
      assert.deepEqual(await writer.settle(), []);
      await writer.close();
      await writer.close();
      assert.deepEqual(readdirSync(outputDir, { recursive: true }).sort(), [
        'a',
        'a/b',
        'a/b/index.html',
        'a/index.html',
      ]);
      assert.equal(readFileSync(path.join(outputDir, 'a/b/index.html'), 'utf8'), 'late');
    });

    it('writes pages of any length and any characters', async () => {
      const outputDir = temporaryFolder();
      const writer = await createPageWriter({ outputDir, bodiesDir: outputDir }, size);
      const lengths = [
        1,
        3_000_000,
        2,
        700_000,
        0,
        900_000,
        400_000,
        ...Array<number>(200).fill(50_000),
      ];
      const pageOf = (index: number, length: number) =>
        `${index} 🙂 \ud800 ${'页'.repeat(length)} ${index}`;
      for (const [index, length] of lengths.entries())
        await writer.write({ path: `${index}.html` }, pageOf(index, length));
      assert.deepEqual(await writer.settle(), []);
      await writer.close();
      for (const [index, length] of lengths.entries()) {
        const written = readFileSync(path.join(outputDir, `${index}.html`), 'utf8');
        assert.ok(written === pageOf(index, length).toWellFormed(), String(index));
      }
    });

    it('writes an empty page, also when it is the only one', async () => {
      const outputDir = temporaryFolder();
      const writer = await createPageWriter({ outputDir, bodiesDir: outputDir }, size);
      await writer.write({ path: 'empty.html' }, '');
      assert.deepEqual(await writer.settle(), []);
      await writer.close();
      assert.equal(readFileSync(path.join(outputDir, 'empty.html'), 'utf8'), '');
    });

    it('reports a page that cannot be written, at the end at the latest', async () => {
      const outputDir = temporaryFolder();
      writeFiles(outputDir, { 'a/index.html': 'a file in the way' });
      const writer = await createPageWriter({ outputDir, bodiesDir: outputDir }, size);
      await assert.rejects(async () => {
        await writer.write({ path: 'a/index.html/deeper.html' }, 'x');
        await writer.settle();
      }, /EEXIST|ENOTDIR/);
      await writer.close();
    });
  });

describe('a writer with a thread', () => {
  it('reports that it cannot start', async () => {
    const outputDir = temporaryFolder();
    const writer = await createPageWriter(
      { outputDir, bodiesDir: outputDir, bodySegments: ['gone.seg'] },
      5000,
    );
    await writer.write({ path: 'a.html' }, 'x');
    await assert.rejects(writer.settle(), /ENOENT.*gone\.seg/);
    await writer.close();
  });
});
