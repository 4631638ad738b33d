import { buildCache } from '../../src/store/cache-folders.ts';
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, watch } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { DevSearch } from '../../src/dev/dev-search.ts';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import { listedNewestFirst } from '../../src/corpus/article-order.ts';
import { readFolder } from '../support/build-site.ts';
import { corpusOptions, makeArticle, makeConfig } from '../support/articles.ts';
import { storeBodies } from '../support/store-bodies.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Happenings } from '../support/wait-for.ts';

/** So many that a thread indexes them. */
const bodies = Array.from(
  { length: 400 },
  (_, index) => `<p>${'砚台与墨，纸与笔。'.repeat(60)}${index}</p>`,
);

function folders() {
  const cacheDir = temporaryFolder();
  const all = { cacheDir, outputDir: temporaryFolder(), workDir: temporaryFolder() };
  mkdirSync(buildCache(cacheDir).posts, { recursive: true });
  return all;
}

function siteOf(htmls: readonly string[], cacheDir: string) {
  const places = storeBodies(buildCache(cacheDir).posts, htmls);
  const articles = htmls.map((html, index) =>
    makeArticle(
      { slug: `post-${index}` },
      { body: places[index] as (typeof places)[0], checksum: html },
    ),
  );
  return {
    corpus: buildCorpus(articles, corpusOptions(1)),
    listed: listedNewestFirst(articles),
  };
}

it('keeps the index that readers have when a newer save ends the making of the next', async () => {
  const own = folders();
  const search = new DevSearch(makeConfig(), own);
  assert.equal(await search.write(siteOf(bodies, own.cacheDir)), true);
  const first = readFolder(own.outputDir);
  assert.ok(first.size > 5);

  const changed = bodies.with(7, '<p>另一篇文章。</p>');
  for (const isBegun of [false, true]) {
    const newIndex = path.join(own.workDir, 'search');
    rmSync(newIndex, { recursive: true, force: true });
    const writing = search.write(siteOf(changed, own.cacheDir));
    if (isBegun) {
      const files = new Happenings();
      const watcher = watch(own.workDir, files.tell);
      await files.until('the folder of the new index', () => existsSync(newIndex));
      watcher.close();
    }
    await search.stop();
    assert.equal(await writing, false);
    assert.deepEqual(readFolder(own.outputDir), first);
  }

  assert.equal(await search.write(siteOf(changed, own.cacheDir)), true);
  const other = folders();
  await new DevSearch(makeConfig(), other).write(siteOf(changed, other.cacheDir));
  assert.deepEqual(readFolder(own.outputDir), readFolder(other.outputDir));
  assert.notDeepEqual(readFolder(own.outputDir), first);
});

it('keeps no runs but those of its index', async () => {
  const own = folders();
  const search = new DevSearch(makeConfig(), own);
  const size = () => readdirSync(path.join(own.workDir, 'runs')).length;
  await search.write(siteOf(bodies, own.cacheDir));
  const atFirst = size();
  for (let save = 0; save < 5; save++) {
    await search.write(siteOf(bodies.with(3, `<p>第${save}次。</p>`), own.cacheDir));
  }
  assert.ok(size() <= atFirst + 1, `${size()} files after ${atFirst}`);
});
