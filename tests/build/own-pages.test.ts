import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { eleventyConfig, ownSite } from '../support/own-site.ts';
import { projectDir } from '../support/program.ts';

describe('a site with pages and data of its own', () => {
  const { folder, write, build, built, read, has } = ownSite({
    'posts/a.md': '---\ntitle: 甲\ndate: 2026-01-02\ntags: [纸]\n---\n\n正文\n',
  });
  const remove = (name: string) => rmSync(path.join(folder, name), { recursive: true });

  it('publishes templates of every kind, also when every other page is in the cache', async () => {
    write({
      'pages/now.md': '---\npermalink: /now/\n---\n\n# 近况\n\n{{ tags.index[0].title }}\n',
      'pages/uses.njk': '{% set what = "墨" %}<p>{{ what }}</p>',
      'pages/plain.html': '<p>{{ 原样 }}</p>',
      'pages/data/made.11ty.js':
        'export const data = { permalink: "made.txt" };\nexport const render = () => "made";\n',
      'pages/hidden.njk': '---\npermalink: false\n---\n',
    });
    for (let round = 0; round < 2; round++) {
      rmSync(path.join(folder, '_site'), { recursive: true, force: true });
      const said = await built();
      assert.match(said, /Published 1 post\b/);
      assert.match(read('now/index.html'), /<main[^]*<h1>近况<\/h1>\n<p>标签<\/p>[^]*<\/main>/);
      assert.match(read('uses/index.html'), /<p>墨<\/p>/);
      assert.match(read('plain/index.html'), /<p>{{ 原样 }}<\/p>/);
      assert.equal(read('made.txt'), 'made');
      assert.equal(has('hidden'), false);
      assert.match(read('posts/a/index.html'), /正文/);
    }
  });

  it('keeps back pages that are drafts, unless drafts are asked for', async () => {
    write({
      'pages/draft-0.md': '---\ndraft: true\n---\n\n# 草稿\n',
      'pages/draft-1.md': '---\ndraft: "true"\n---\n\n# 草稿\n',
      'pages/draft-2.md': '---\ndraft: yes\n---\n\n# 草稿\n',
      'pages/no-draft.md': '---\ndraft: false\n---\n\n# 定稿\n',
      'pages/drafts.11ty.js':
        'export const data = { draft: true, permalink: "draft.txt" };\n' +
        'export const render = () => "draft";\n',
    });
    const names = ['draft-0/', 'draft-1/', 'draft-2/', 'draft.txt', 'no-draft/'];
    await built();
    assert.deepEqual(names.filter(has), ['no-draft/']);
    await built('--drafts');
    assert.deepEqual(names.filter(has), names);
    for (const name of [
      'draft-0.md',
      'draft-1.md',
      'draft-2.md',
      'drafts.11ty.js',
      'no-draft.md',
    ]) {
      remove(`pages/${name}`);
    }
  });

  it('prints what data files say now', async () => {
    const layout = '_includes/layouts/base.njk';
    const text = readFileSync(path.join(projectDir, layout), 'utf8');
    write({ [layout]: text.replace('</main>', '<i>{{ own.word }} {{ made.word }}</i></main>') });
    for (const word of ['one', 'two']) {
      write({
        '_data/own.json': JSON.stringify({ word }),
        '_data/made.js': `export default { word: '${word}!' };\n`,
      });
      await built();
      assert.match(read('about/index.html'), new RegExp(`<i>${word} ${word}!</i>`));
    }
  });

  it('prints what functions of data files return in this build', async () => {
    write({
      'words/now.txt': 'three',
      '_data/read.mjs':
        "import { readFileSync } from 'node:fs';\n" +
        "export default () => ({ word: readFileSync('words/now.txt', 'utf8') });\n",
      '_includes/slots/before-footer.njk': '<u>{{ read.word }}</u>\n',
    });
    await built();
    assert.match(read('posts/a/index.html'), /<u>three<\/u>/);
    write({ 'words/now.txt': 'four' });
    await built();
    assert.match(read('posts/a/index.html'), /<u>four<\/u>/);
  });

  it('takes fields without a value for fields that are not there', async () => {
    write({ 'pages/empty.md': '---\ntitle:\ndescription:\n---\n\n空\n' });
    await built();
    assert.match(read('empty/index.html'), /<title>我的站<\/title>/);
    assert.doesNotMatch(read('empty/index.html'), /null/);
  });

  it('fails and names a page of its own that Inkstone prints too', async () => {
    write({ 'pages/again.md': '---\npermalink: /archive/\n---\n' });
    const { code, output: said } = await build();
    remove('pages/again.md');
    assert.equal(code, 1, said);
    assert.match(said, /archive\/index\.html/);
  });

  it('fails and names a page of its own that would be outside the site', async () => {
    write({ 'pages/out.md': '---\npermalink: ../../outside.txt\n---\n' });
    const { code, output: said } = await build();
    remove('pages/out.md');
    assert.equal(code, 1, said);
    assert.match(said, /pages\/out\.md .*outside\.txt, outside the site/);
  });

  it('keeps its pages from aliases of posts', async () => {
    const alias = '---\ntitle: 乙\ndate: 2026-01-03\naliases: [/now/, /made.txt/x/]\n---\n\n正文\n';
    write({ 'posts/b.md': alias });
    const said = await built();
    write({ 'posts/b.md': alias.replace('aliases', 'draft: true\naliases') });
    assert.match(said, /b\.md.*\/now\/ belongs to the site itself/);
    assert.match(said, /b\.md.*\/made\.txt\/x\//);
    assert.match(read('now/index.html'), /近况/);
  });

  it('prints no figures of Eleventy, however slow a filter is', async () => {
    const slow =
      'const end = performance.now() + 1000; while (performance.now() < end); return "slow";';
    write({
      'eleventy.config.mjs': eleventyConfig(
        `eleventyConfig.addNunjucksFilter('slow', () => { ${slow} });`,
      ),
      'pages/slow.md': '{{ 1 | slow }}',
    });
    const said = await built();
    remove('pages/slow.md');
    remove('eleventy.config.mjs');
    assert.match(read('slow/index.html'), /slow/);
    assert.doesNotMatch(said, /11ty/);
  });

  it('fails and names a planned page that Eleventy leaves out', async () => {
    const isAbout = "data.page.inputPath.includes('about')";
    const drop = `addPreprocessor('drop', 'html', (data) => (${isAbout} ? false : undefined))`;
    write({ 'eleventy.config.mjs': eleventyConfig(`eleventyConfig.${drop};`) });
    const before = read('about/index.html');
    const { code, output: said } = await build();
    remove('eleventy.config.mjs');
    assert.equal(code, 1, said);
    assert.match(said, /has not rendered the page about\/index\.html/);
    assert.equal(read('about/index.html'), before);
  });
});
