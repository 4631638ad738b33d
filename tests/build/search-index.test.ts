import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { filterWords } from '../../src/content/terms.ts';
import { createSearch } from '../../src/search/query/search.ts';
import type { SearchUpdate } from '../../src/search/query/types.ts';
import { buildSound, readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { searchIndexTexts } from '../support/search-index-texts.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';
import { readingFrom } from '../search/tiny-index.ts';

/** A post with one word and one pair of Han in all its parts, which no other post has. */
function post(word: string, han: string, extra: string): string {
  return `---
title: ${word}title${han}
${extra}
area: ${word}area
speaker: ${word}speaker
tags: [${word}tag]
people: [${word}person, 高德纳]
companies_orgs: [${word}org]
summary: ${word}summary
insight: ${word}insight
---
## ${word}heading

${word}body ${han}。**${word}term**（${word}name: 定义${han}）

**检索增强生成**（RAG: 先检索，再生成）
`;
}

const hidden = [
  ['zdraftz', '龘靐', 'draft: true\ndate: 2026-01-01'],
  ['zquotedz', '齉爩', 'draft: "true"\ndate: 2026-01-02'],
  ['zfuturez', '麤驫', 'date: 2099-01-01'],
  ['zexcludedz', '鱻羴', 'exclude: true\ndate: 2026-01-03'],
] as const;

describe('the search index of a site', () => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  const output = path.join(folder, 'site');
  let site: FolderContent;

  const ask = (query: string, built = output): Promise<SearchUpdate> =>
    createSearch({
      fetchBytes: readingFrom(path.join(built, 'search-index')),
      filterWords,
    }).searchToEnd(query);

  before(async () => {
    // A second copy, so that a facet or a page would name them.
    for (const copy of ['1', '2']) {
      for (const [word, han, extra] of hidden) {
        writeFiles(posts, { [`${word}${copy}.md`]: post(word, han, extra) });
      }
      writeFiles(posts, { [`zpublicz${copy}.md`]: post('zpublicz', '犇猋', 'date: 2026-01-04') });
    }
    writeFiles(posts, { 'zlostz/a.md': '---\ntitle: zlostz\ndate: 2026-13-01\n---\nzlostz\n' });
    await buildSound(posts, { keepGoing: true, outputDir: output });
    site = readFolder(output);
  });

  it('names no draft, no excluded post, no post of the future and none with errors', async () => {
    for (const [part, texts] of await searchIndexTexts(site)) {
      for (const [word, han] of [...hidden, ['zlostz', '龘靐'] as const]) {
        const found = texts.filter((text) => text.includes(word) || text.includes(han));
        assert.deepEqual(found, [], part);
      }
    }
  });

  it('holds every part of what is public', async () => {
    const index = await searchIndexTexts(site);
    for (const part of ['words', 'documents', 'names', 'other wordings', 'texts']) {
      const texts = index.get(part) ?? [];
      assert.ok(
        texts.some((text) => text.includes(part === 'other wordings' ? 'RAG' : 'zpublicz')),
        part,
      );
    }
    assert.ok(index.get('Han')?.includes('犇猋'));
  });

  it('finds published posts under their addresses', async () => {
    const { results, count } = await ask('犇猋');
    assert.deepEqual(count, { value: 2, kind: 'exact' });
    assert.deepEqual(results.map(({ href }) => href).sort(), [
      '/posts/zpublicz1/',
      '/posts/zpublicz2/',
    ]);
    for (const word of ['zpubliczheading', 'zpubliczperson', 'zpubliczinsight', 'zpubliczname']) {
      assert.equal((await ask(word)).results.length, 2, word);
    }
    assert.equal((await ask('龘靐')).count.value, 0);
  });

  it('filters by the other names of a term', async () => {
    assert.equal((await ask('person:"Donald Knuth"')).count.value, 2);
    assert.equal((await ask('person:高德纳')).count.value, 2);
  });

  it('offers the other wording of a gloss', async () => {
    const alternatives = async (query: string) =>
      (await ask(query)).suggestions.map(({ alternative }) => alternative);
    assert.deepEqual(await alternatives('rag'), ['检索增强生成']);
    assert.deepEqual(await alternatives('檢索增強生成'), ['RAG']);
    assert.deepEqual(await alternatives('zpubliczbody'), []);
  });

  it('finds traditional characters by simplified ones, unless the site forbids it', async () => {
    assert.equal((await ask('檢索')).count.value, 2);
    const strict = await buildSound(posts, { keepGoing: true }, { search: { variants: 'none' } });
    assert.equal((await ask('檢索', strict.output)).count.value, 0);
    assert.equal((await ask('检索', strict.output)).count.value, 2);
  });

  it('is absent when the site wants no search', async () => {
    const none = await buildSound(posts, { keepGoing: true }, { search: { enabled: false } });
    const names = [...readFolder(none.output).keys()];
    assert.deepEqual(
      names.filter((name) => name.startsWith('search-index/')),
      [],
    );
  });

  it('may be cached for ever, but for its manifest', () => {
    const headers = readFileSync(path.join(output, '_headers'), 'utf8');
    const rules = [...headers.matchAll(/^(\/search-index\/\S+)\n {2}Cache-Control: (.+)$/gm)];
    for (const name of [...site.keys()].filter((file) => file.startsWith('search-index/'))) {
      const own = rules.filter(([, pattern = '']) =>
        `/${name}`.startsWith(pattern.replace('*', '')),
      );
      // Files that no rule names are revalidated each time.
      assert.equal(own.length, name.endsWith('manifest.bin') ? 0 : 1, name);
      for (const [, , value = ''] of own) assert.match(value, /max-age=31536000, immutable/);
    }
  });
});
