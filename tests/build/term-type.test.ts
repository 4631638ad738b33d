import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { filterWords as FilterWords } from '../../src/content/terms.ts';
import { createSearch } from '../../src/search/query/search.ts';
import { readingFrom } from '../search/tiny-index.ts';
import { copyProgram } from '../support/copy-program.ts';
import { buildCommand, startCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** The entry of an imaginary type: guests, who are no terms, get pages. */
const visitor = `
  visitor: {
    field: 'guest',
    path: 'visitors',
    filterWords: ['访客'],
    schema: { '@type': 'Audience' },
    relatedWeight: 4,
    isEntity: true,
    isOpen: true,
    inNavigation: true,
    hasFeed: true,
    isFacet: true,
    isCompanion: true,
  },
`;
const label = "  visitor: { one: '访客', index: '访客名录', group: '来访者', counter: '名' },\n";

describe('a type of term that only the registry and the labels name', () => {
  const folder = temporaryFolder();
  const output = path.join(folder, 'site');
  const program = path.join(folder, 'program');
  const read = (file: string) => readFileSync(path.join(output, file), 'utf8');

  const insert = (file: string, before: RegExp, text: string, times: number) => {
    const name = path.join(program, file);
    const parts = readFileSync(name, 'utf8').split(before);
    assert.equal(parts.length, times + 1, `${file} has other places than ${String(before)}`);
    writeFileSync(name, parts.join(text));
  };

  before(async () => {
    copyProgram(program);
    insert('src/content/terms.ts', /(?<=\n)(?=\} as const satisfies)/, visitor, 1);
    insert('src/i18n/term-labels.ts', /(?<=\n)(?=\};\n)/, label, 3);
    writeFileSync(path.join(program, '_data/aliases.yaml'), 'visitor:\n  Ada Lovelace: [阿达]\n');
    const post = (day: string, guests: string) =>
      `---\ntitle: 第${day}日\ndate: 2026-01-${day}\nguest: ${guests}\n---\n\n正文\n`;
    const posts = path.join(folder, 'posts');
    writeFiles(posts, {
      'a.md': post('01', 'Ada Lovelace, 巴贝奇'),
      'b.md': post('02', 'ada-lovelace, 巴贝奇'),
      'c.md': post('03', '阿达, 沈括'),
    });
    const args = ['--posts', posts, '--output', output, '--cache', path.join(folder, 'cache')];
    const build = startCommand(buildCommand(args, program), { cwd: program });
    const { code, output: said } = await build.finished;
    assert.equal(code, 0, said);
  });

  it('has an index, to which navigation and hub lead', () => {
    const index = read('visitors/index.html');
    assert.match(index, /<h1[^>]*>访客名录<\/h1>/);
    assert.match(index, /href="\/visitors\/ada-lovelace\/"/);
    // Too few posts for a page: the name leads to its post.
    assert.match(index, /href="\/posts\/c\/"[^>]*>沈括/);
    for (const page of ['index.html', 'index/index.html']) {
      assert.match(read(page), /href="\/visitors\/"[^>]*>访客名录/);
    }
  });

  it('has a page for each term, whatever its spelling', () => {
    const page = read('visitors/ada-lovelace/index.html');
    for (const slug of ['a', 'b', 'c']) assert.ok(page.includes(`href="/posts/${slug}/"`), slug);
    assert.match(page, /访客/);
    assert.match(page, /阿达/);
    assert.match(page, /"mainEntity":\{"@type":"Audience"/);
  });

  it('is linked from the end of a post, and ties posts together', () => {
    const page = read('posts/b/index.html');
    const group = /<div data-type="visitor">.*?<\/div>/s.exec(page)?.[0] ?? '';
    assert.match(group, /来访者/);
    assert.match(group, /href="\/visitors\/ada-lovelace\/"/);
    assert.match(page, /共同提到 2 名访客/);
  });

  it('has feeds', () => {
    assert.match(read('visitors/ada-lovelace/feed.xml'), /第03日/);
    assert.match(read('feeds.opml'), /visitors\/ada-lovelace\/feed\.xml/);
  });

  it('is a filter and a facet of the search', async () => {
    const registry = pathToFileURL(path.join(program, 'src/content/terms.ts')).href;
    const { filterWords } = (await import(registry)) as { filterWords: typeof FilterWords };
    const { searchToEnd } = createSearch({
      fetchBytes: readingFrom(path.join(output, 'search-index')),
      filterWords,
    });
    for (const query of ['访客:"Ada Lovelace"', 'visitor:阿达']) {
      const { count, facets } = await searchToEnd(query, { facets: ['visitor'] });
      assert.deepEqual(count, { value: 3, kind: 'exact' }, query);
      assert.deepEqual(facets.visitor, [
        { name: 'Ada Lovelace', count: 3 },
        { name: '巴贝奇', count: 2 },
      ]);
    }
    const scripts = readdirSync(path.join(output, 'assets')).filter((name) =>
      /^search\..*\.js$/.test(name),
    );
    assert.deepEqual(
      scripts.map((name) => read(`assets/${name}`).includes('访客名录')),
      [true],
    );
  });
});
