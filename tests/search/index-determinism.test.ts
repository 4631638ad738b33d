import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createPartMaker } from '../../src/search/index/make-part.ts';
import { startInversion } from '../../src/search/index/inversion.ts';
import { readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { searchHead } from '../../src/output/search-head.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makePost, sourcesIn } from './tiny-index.ts';

const posts = Array.from({ length: 40 }, (_, index) => {
  const characters = Array.from({ length: 900 }, (__, at) =>
    String.fromCodePoint(0x4e00 + ((at * 97 + index * 7919) % 3000)),
  );
  const html = `<p>${characters.join('')}</p><p>word${index} shared number${index % 7}</p>`;
  return {
    html,
    post: makePost({ title: `标题 ${index}`, terms: { tag: [`t${index % 5}`] } }, index),
  };
});

/** Builds the index in a folder of its own, or in one where parts lie already. */
async function build(threads: number, work = temporaryFolder()): Promise<FolderContent> {
  const outputDir = path.join(temporaryFolder(), 'index');
  const inversion = startInversion({ outputDir, threads, ...sourcesIn(work, posts) });
  await inversion.complete({
    documents: posts.map(({ post: { title } }, number) => ({ title, href: `/${number}/` })),
    facts: () => ({
      documents: posts.map(({ post: { terms } }) => ({ terms })),
      facetTypes: ['tag'],
      synonyms: [['word1', '词一']],
    }),
  });
  return readFolder(outputDir);
}

test('the index depends on the posts alone, not on threads or kept parts', async () => {
  const expected = await build(0);
  assert.ok(expected.size > 5);
  const known = temporaryFolder();
  for (const [threads, work] of [
    [1, known],
    [2, temporaryFolder()],
    [3, known],
  ] as const) {
    rmSync(path.join(work, 'bodies.seg'), { force: true });
    assertSameContent(await build(threads, work), expected, `${threads} threads`);
  }
});

test('a part depends on its post alone, not on those made before', () => {
  const [first, second] = posts;
  assert.ok(first && second);
  const used = createPartMaker();
  const [head, other] = [searchHead(first.post), searchHead(second.post)];
  used(other, Buffer.from(second.html.repeat(50)));
  const html = Buffer.from(first.html);
  assert.deepEqual(used(head, html), createPartMaker()(head, html));
});
