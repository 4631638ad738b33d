import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { BodyReader, BodyWriter } from '../../src/ingest/body-store.ts';
import { bodyMarker, spliceBodies } from '../../src/publish/splice-bodies.ts';
import { createBodyReader } from '../../src/publish/finish-body.ts';
import { makeArticle } from '../support/articles.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const readBodies = (store: BodyReader) => createBodyReader(store, () => []);

describe('spliceBodies', () => {
  it('puts every body in the place of its marker, byte for byte', async () => {
    const folder = temporaryFolder();
    const bodies = Array.from(
      { length: 40 },
      (_, index) => `<p>第 ${index} 篇 😀 $& $1</p>${'长'.repeat(index * 50)}`,
    );
    const first = new BodyWriter(folder, 'one.html');
    const second = new BodyWriter(folder, 'two.html');
    const pages = bodies.map((body, index) => ({
      path: `posts/${index}/index.html`,
      article: makeArticle({}, { body: (index % 2 === 0 ? first : second).append(body) }),
    }));
    first.close();
    second.close();
    writeFiles(
      folder,
      Object.fromEntries(
        pages.map((page) => [page.path, `<h1>题</h1>${bodyMarker}<footer>尾</footer>`]),
      ),
    );

    const store = new BodyReader(folder);
    let done = 0;
    await spliceBodies(folder, pages, readBodies(store), (count) => (done = count));
    await store.close();
    assert.equal(done, pages.length);
    for (const [index, page] of pages.entries()) {
      const html = readFileSync(path.join(folder, page.path), 'utf8');
      assert.equal(html, `<h1>题</h1>${bodies[index]}<footer>尾</footer>`);
    }
  });

  it('names a page whose layout prints no article', async () => {
    const folder = temporaryFolder();
    const writer = new BodyWriter(folder, 'one.html');
    const article = makeArticle({}, { body: writer.append('<p>x</p>') });
    const page = { path: 'a/index.html', article };
    writer.close();
    writeFiles(folder, { 'a/index.html': '<h1>no marker</h1>' });
    const store = new BodyReader(folder);
    await assert.rejects(
      spliceBodies(folder, [page], readBodies(store)),
      /a\/index\.html.*\{\{ content \| safe \}\}/,
    );
    await store.close();
  });
});
