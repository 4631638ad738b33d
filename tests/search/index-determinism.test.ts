import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createPartMaker } from '../../src/search/index/make-part.ts';
import { PartStoreWriter } from '../../src/search/index/part-store.ts';
import type { SearchPart } from '../../src/search/index/part-store.ts';
import { startInversion } from '../../src/search/index/inversion.ts';
import { readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { makePost } from './tiny-index.ts';

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

/** Builds the index with posts dealt to workers in some order. */
async function build(
  order: readonly number[],
  workers: number,
  threads: number,
): Promise<FolderContent> {
  const work = mkdtempSync(path.join(tmpdir(), 'inkstone-search-test-'));
  try {
    const team = Array.from({ length: workers }, (_, worker) => ({
      makePart: createPartMaker(),
      store: new PartStoreWriter(work, `search-${worker}`),
    }));
    const parts = new Map<number, SearchPart>();
    for (const [turn, number] of order.entries()) {
      const worker = team[turn % workers];
      const source = posts[number];
      assert.ok(worker && source);
      parts.set(number, worker.store.add(worker.makePart(source.post, source.html)));
      if (turn % 5 === 0) worker.store.flush();
    }
    for (const { store } of team) store.flush();
    const outputDir = path.join(work, 'index');
    const documents = posts.map(({ post: { title, terms } }, number) => {
      const part = parts.get(number);
      assert.ok(part);
      return { title, terms, href: `/${number}/`, part };
    });
    const inversion = startInversion({
      ...{ outputDir, partsDir: work, threads },
      parts: documents.map(({ part }) => part),
    });
    await inversion.complete({
      ...{ documents, facetTypes: ['tag'] },
      synonyms: [['word1', '词一']],
    });
    return readFolder(outputDir);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

test('one corpus makes one index, whatever the order of files and the number of workers', async () => {
  const inOrder = posts.map((_, number) => number);
  const expected = await build(inOrder, 1, 0);
  assert.ok(expected.size > 5);
  for (const [order, workers, threads] of [
    [inOrder.toReversed(), 1, 0],
    [inOrder.map((number) => (number * 7) % posts.length), 2, 1],
    [inOrder, 3, 2],
  ] as const) {
    const other = await build(order, workers, threads);
    assert.deepEqual([...other.keys()], [...expected.keys()]);
    for (const [name, bytes] of other) assert.ok(expected.get(name)?.equals(bytes), name);
  }
});

test('a part depends on its post alone', () => {
  const [first, second] = posts;
  assert.ok(first && second);
  const used = createPartMaker();
  used(second.post, second.html.repeat(50));
  assert.deepEqual(used(first.post, first.html), createPartMaker()(first.post, first.html));
});
