import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { PublishedBody } from '../../src/output/finish-body.ts';
import { PageFiles } from '../../src/output/page-files.ts';
import type { PageFolders } from '../../src/output/page-files.ts';
import { bodyMarker, lengthMarker } from '../../src/views/body-markers.ts';
import { storeBodies } from '../support/store-bodies.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const html = `<h1>题</h1>${bodyMarker}<footer>尾</footer>`;

describe('PageFiles', () => {
  it('puts every body in the place of its marker, byte for byte', () => {
    const folders = makeFolders();
    const bodies = new Map(
      Array.from({ length: 40 }, (_, index) => [
        `posts/${index}/index.html`,
        `<p>第 ${index} 篇 😀 $& $1</p>${'长'.repeat(index * 50)}`,
      ]),
    );
    const stored = publishedBodies(folders, [...bodies.values()]);
    const files = new PageFiles(folders);
    [...bodies.keys()].forEach((page, index) => {
      const body = stored[index];
      assert.ok(body && files.write({ path: page, body }, Buffer.from(html)));
    });
    files.write({ path: 'list.html' }, Buffer.from(html));
    files.close();

    for (const [page, body] of bodies) {
      assert.equal(read(folders, page), `<h1>题</h1>${body}<footer>尾</footer>`);
    }
    assert.equal(read(folders, 'list.html'), html);
  });

  it('puts the length where the layout prints it, and never into the body', () => {
    const folders = makeFolders();
    const [body] = publishedBodies(folders, [`<p>${lengthMarker}</p>`]);
    assert.ok(body);
    const files = new PageFiles(folders);
    const page = `<p>${lengthMarker}</p>${bodyMarker}<p>${lengthMarker}</p>`;
    files.write({ path: 'a.html', body: { ...body, length: '<1 字' } }, Buffer.from(page));
    files.close();
    assert.equal(read(folders, 'a.html'), `<p>&lt;1 字</p><p>${lengthMarker}</p><p>&lt;1 字</p>`);
  });

  it('keeps rendered pages without their articles', () => {
    const folders = makeFolders();
    const [old, changed] = publishedBodies(folders, ['<p>旧</p>', '<p>新</p>']);
    const first = new PageFiles(folders);
    first.write({ path: 'a/index.html', key: 'a', ...(old && { body: old }) }, Buffer.from(html));
    first.close();

    const second = new PageFiles(folders);
    assert.ok(second.write({ path: 'a/index.html', key: 'a', ...(changed && { body: changed }) }));
    assert.equal(read(folders, 'a/index.html'), '<h1>题</h1><p>新</p><footer>尾</footer>');
    assert.equal(second.write({ path: 'b/index.html', key: 'b' }), false);
    assert.equal(second.write({ path: 'b/index.html' }), false);
    second.close();
    assert.deepEqual(readdirSync(folders.outputDir), ['a']);
  });

  it('takes no damaged page from the cache', () => {
    const folders = makeFolders();
    const first = new PageFiles(folders);
    first.write({ path: 'a.html', key: 'a' }, Buffer.from('sound'));
    first.close();
    for (const name of readdirSync(folders.pagesDir)) {
      const file = path.join(folders.pagesDir, name);
      writeFileSync(file, readFileSync(file, 'latin1').replace('sound', 'snund'), 'latin1');
    }
    const second = new PageFiles(folders);
    assert.equal(second.write({ path: 'a.html', key: 'a' }), false);
    second.close();
  });

  it('names a page whose layout prints no article', () => {
    const folders = makeFolders();
    const [body] = publishedBodies(folders, ['<p>x</p>']);
    const files = new PageFiles(folders);
    assert.throws(
      () =>
        files.write(
          { path: 'a/index.html', ...(body && { body }) },
          Buffer.from('<h1>no marker</h1>'),
        ),
      /a\/index\.html.*\{\{ content \| safe \}\}/,
    );
    files.close();
  });
});

function makeFolders(): PageFolders & { readonly pagesDir: string } {
  const folder = temporaryFolder();
  writeFiles(folder, { 'bodies/.keep': '' });
  return {
    outputDir: temporaryFolder(),
    bodiesDir: path.join(folder, 'bodies'),
    pagesDir: path.join(folder, 'pages'),
  };
}

function publishedBodies(
  { bodiesDir }: PageFolders,
  bodies: readonly string[],
): readonly PublishedBody[] {
  const stored = storeBodies(bodiesDir, bodies);
  return stored.map((place) => ({ stored: place, places: [], addresses: [], length: '12 字' }));
}

function read({ outputDir }: PageFolders, page: string): string {
  return readFileSync(path.join(outputDir, page), 'utf8');
}
