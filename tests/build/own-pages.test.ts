import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { copyProgram, eleventyFile } from '../support/copy-program.ts';
import { buildCommand, startCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('a site with pages and data of its own', () => {
  const folder = temporaryFolder();
  const output = path.join(folder, 'site');
  const posts = path.join(folder, 'posts');
  let program = '';

  /** Builds with the cache of the builds before. */
  const build = (...more: readonly string[]) => {
    const cache = path.join(folder, 'cache');
    const args = ['--posts', posts, '--output', output, '--cache', cache, ...more];
    return startCommand(buildCommand(args, program), { cwd: program }).finished;
  };
  const built = async (...more: readonly string[]) => {
    const { code, output: said } = await build(...more);
    assert.equal(code, 0, said);
    return said;
  };
  const read = (name: string) => readFileSync(path.join(output, name), 'utf8');

  before(() => {
    program = copyProgram(path.join(folder, 'program'));
    writeFiles(posts, { 'a.md': '---\ntitle: 甲\ndate: 2026-01-02\ntags: [纸]\n---\n\n正文\n' });
  });

  it('publishes templates of every kind, also when every other page is in the cache', async () => {
    writeFiles(program, {
      'pages/now.md': '---\npermalink: /now/\n---\n\n# 近况\n\n{{ tags.index[0].title }}\n',
      'pages/uses.njk': '{% set what = "墨" %}<p>{{ what }}</p>',
      'pages/plain.html': '<p>{{ 原样 }}</p>',
      'pages/data/made.11ty.js':
        'export const data = { permalink: "made.txt" };\nexport const render = () => "made";\n',
      'pages/hidden.njk': '---\npermalink: false\n---\n',
    });
    for (let round = 0; round < 2; round++) {
      rmSync(output, { recursive: true, force: true });
      const said = await built();
      assert.match(said, /Published 1 post\b/);
      assert.match(read('now/index.html'), /<main[^]*<h1>近况<\/h1>\n<p>标签<\/p>[^]*<\/main>/);
      assert.match(read('uses/index.html'), /<p>墨<\/p>/);
      assert.match(read('plain/index.html'), /<p>{{ 原样 }}<\/p>/);
      assert.equal(read('made.txt'), 'made');
      assert.equal(existsSync(path.join(output, 'hidden')), false);
      assert.match(read('posts/a/index.html'), /正文/);
    }
  });

  it('keeps back pages that are drafts, unless drafts are asked for', async () => {
    writeFiles(program, {
      'pages/draft-0.md': '---\ndraft: true\n---\n\n# 草稿\n',
      'pages/draft-1.md': '---\ndraft: "true"\n---\n\n# 草稿\n',
      'pages/draft-2.md': '---\ndraft: yes\n---\n\n# 草稿\n',
      'pages/no-draft.md': '---\ndraft: false\n---\n\n# 定稿\n',
      'pages/drafts.11ty.js':
        'export const data = { draft: true, permalink: "draft.txt" };\n' +
        'export const render = () => "draft";\n',
    });
    const published = (name: string) => existsSync(path.join(output, name));
    const names = ['draft-0/', 'draft-1/', 'draft-2/', 'draft.txt', 'no-draft/'];
    await built();
    assert.deepEqual(names.filter(published), ['no-draft/']);
    await built('--drafts');
    assert.deepEqual(names.filter(published), names);
    for (const name of [
      'draft-0.md',
      'draft-1.md',
      'draft-2.md',
      'drafts.11ty.js',
      'no-draft.md',
    ]) {
      rmSync(path.join(program, 'pages', name));
    }
  });

  it('prints what data files say now', async () => {
    const layout = path.join(program, '_includes/layouts/base.njk');
    const text = readFileSync(layout, 'utf8');
    writeFileSync(layout, text.replace('</main>', '<i>{{ own.word }} {{ made.word }}</i></main>'));
    for (const word of ['one', 'two']) {
      writeFiles(program, {
        '_data/own.json': JSON.stringify({ word }),
        '_data/made.js': `export default { word: '${word}!' };\n`,
      });
      await built();
      assert.match(read('about/index.html'), new RegExp(`<i>${word} ${word}!</i>`));
    }
  });

  it('fails and names a page of its own that Inkstone prints too', async () => {
    writeFiles(program, { 'pages/again.md': '---\npermalink: /archive/\n---\n' });
    const { code, output: said } = await build();
    rmSync(path.join(program, 'pages/again.md'));
    assert.equal(code, 1, said);
    assert.match(said, /archive\/index\.html/);
  });

  it('fails and names a page of its own that would be outside the site', async () => {
    writeFiles(program, { 'pages/out.md': '---\npermalink: ../../outside.txt\n---\n' });
    const { code, output: said } = await build();
    rmSync(path.join(program, 'pages/out.md'));
    assert.equal(code, 1, said);
    assert.match(said, /pages\/out\.md .*outside\.txt, outside the site/);
  });

  it('keeps its pages from aliases of posts', async () => {
    const alias = '---\ntitle: 乙\ndate: 2026-01-03\naliases: [/now/, /made.txt/x/]\n---\n\n正文\n';
    writeFiles(posts, { 'b.md': alias });
    const said = await built();
    writeFiles(posts, { 'b.md': alias.replace('aliases', 'draft: true\naliases') });
    assert.match(said, /b\.md.*\/now\/ belongs to the site itself/);
    assert.match(said, /b\.md.*\/made\.txt\/x\//);
    assert.match(read('now/index.html'), /近况/);
  });

  it('prints no figures of Eleventy, however slow a filter is', async () => {
    const config = path.join(program, '.eleventy.ts');
    const text = readFileSync(config, 'utf8');
    const slow =
      'const end = performance.now() + 1000; while (performance.now() < end); return "slow";';
    writeFileSync(config, eleventyFile(`addNunjucksFilter('slow', () => { ${slow} })`));
    writeFiles(program, { 'pages/slow.md': '{{ 1 | slow }}' });
    const said = await built();
    rmSync(path.join(program, 'pages/slow.md'));
    writeFileSync(config, text);
    assert.match(read('slow/index.html'), /slow/);
    assert.doesNotMatch(said, /11ty/);
  });

  it('fails and names a planned page that Eleventy leaves out', async () => {
    const config = path.join(program, '.eleventy.ts');
    const text = readFileSync(config, 'utf8');
    const isAbout = "data.page.inputPath.includes('about')";
    const drop = `addPreprocessor('drop', 'html', (data) => (${isAbout} ? false : undefined))`;
    writeFileSync(config, eleventyFile(drop));
    const before = read('about/index.html');
    const { code, output: said } = await build();
    writeFileSync(config, text);
    assert.equal(code, 1, said);
    assert.match(said, /has not rendered the page about\/index\.html/);
    assert.equal(read('about/index.html'), before);
  });
});
