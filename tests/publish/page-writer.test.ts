import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { bodyMarker, PageWriter } from '../../src/publish/page-writer.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('PageWriter', () => {
  it('puts every body in the place of its marker, byte for byte', async () => {
    const folder = temporaryFolder();
    const bodies = new Map(
      Array.from({ length: 40 }, (_, index) => [
        `posts/${index}/index.html`,
        `<p>第 ${index} 篇 😀 $& $1</p>${'长'.repeat(index * 50)}`,
      ]),
    );
    let done = 0;
    const writer = new PageWriter(
      folder,
      (page) => {
        const body = bodies.get(page);
        return body === undefined ? undefined : Promise.resolve(Buffer.from(body));
      },
      (count) => (done = count),
    );
    const shell = Buffer.from(`<h1>题</h1>${bodyMarker}<footer>尾</footer>`);
    for (const page of [...bodies.keys(), 'list.html']) await writer.write(page, shell);
    await writer.finish();

    assert.equal(done, bodies.size + 1);
    for (const [page, body] of bodies) {
      const html = readFileSync(path.join(folder, page), 'utf8');
      assert.equal(html, `<h1>题</h1>${body}<footer>尾</footer>`);
    }
    assert.deepEqual(readFileSync(path.join(folder, 'list.html')), shell);
  });

  it('holds few bodies at a time, however many pages are handed over at once', async () => {
    let held = 0;
    let most = 0;
    const writer = new PageWriter(temporaryFolder(), async () => {
      most = Math.max(most, ++held);
      await new Promise((resolve) => setImmediate(resolve));
      held--;
      return Buffer.from('<p>文</p>');
    });
    const pages = Array.from({ length: 300 }, (_, index) => `posts/${index}/index.html`);
    await Promise.all(pages.map((page) => writer.write(page, Buffer.from(bodyMarker))));
    await writer.finish();
    assert.ok(most > 1 && most <= 16, `${most} bodies at a time`);
  });

  it('names a page whose layout prints no article', async () => {
    const writer = new PageWriter(temporaryFolder(), () =>
      Promise.resolve(Buffer.from('<p>x</p>')),
    );
    await assert.rejects(
      writer.write('a/index.html', Buffer.from('<h1>no marker</h1>')),
      /a\/index\.html.*\{\{ content \| safe \}\}/,
    );
  });

  it('reports a page that cannot be written, at the latest in the end', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'a/index.html': 'a file in the way' });
    const writer = new PageWriter(folder, () => undefined);
    await writer.write('a/index.html/deeper.html', Buffer.from('x'));
    await assert.rejects(writer.finish(), /EEXIST|ENOTDIR/);
  });
});
