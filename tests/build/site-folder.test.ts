import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { inkstoneIndex } from '../support/program.ts';
import { siteBuildCommand, startCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('a site in a folder of its own', () => {
  const folder = temporaryFolder();
  const site = path.join(folder, 'my-site');
  const output = path.join(site, '_site');

  /** Builds with the cache of the builds before, from another folder. */
  const build = () =>
    startCommand(siteBuildCommand(['--config', 'my-site', '--cache', 'cache']), { cwd: folder })
      .finished;
  const built = async () => {
    const { code, output: said } = await build();
    assert.equal(code, 0, said);
    return said;
  };
  const read = (name: string) => readFileSync(path.join(output, name), 'utf8');
  const styleOf = (page: string) => /href="\/(assets\/style[^"]+)"/.exec(read(page))?.[1] ?? '';

  before(() => {
    writeFiles(site, {
      'package.json': '{ "type": "module" }',
      'site.config.mjs': "export default { title: '我的站', url: 'https://example.com' };\n",
      'posts/a.md': '---\ntitle: 甲\ndate: 2026-01-02\ntags: [纸]\n---\n\n正文\n',
      'static/CNAME': 'example.com\n',
      'static/pictures/mark.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'pages/now.md': '---\ntitle: 近况\n---\n\n# 小题\n\n{{ facts.word }} {{ 3 | double }}\n',
      'pages/numbers.njk': '{% sum 1, 2 %} {{ site.title }}',
      'pages/custom.njk': '---\ntitle: 自定\nlayout: mine.njk\n---\n自己的版面',
      '_includes/mine.njk':
        '{% extends "layouts/base.njk" %}' +
        '{% block main %}<b>{{ content | safe }}</b>{% endblock %}\n',
      'pages/home.njk': '---\npermalink: /\n---\n<p>自己的首页</p>',
      'pages/lost.md': '---\ntitle: 不见了\npermalink: /404.html\n---\n自己的 404\n',
      'pages/whole.njk': '---\npermalink: /whole/\n---\n<!doctype html><title>x</title>',
      'pages/data.11ty.js':
        'export const data = { permalink: "/data.json" };\n' +
        'export const render = ({ facts }) => JSON.stringify(facts);\n',
      '_data/facts.json': '{ "word": "one" }',
      'more/inner/file.txt': 'more',
      '.eleventy.ts':
        `import { inkstone, type EleventyConfig } from '${inkstoneIndex}';\n` +
        `export { eleventyOptions as config } from '${inkstoneIndex}';\n` +
        'export default function (eleventyConfig: any) {\n' +
        '  eleventyConfig.addPlugin(inkstone);\n' +
        "  eleventyConfig.addFilter('double', (number: number) => number * 2);\n" +
        "  eleventyConfig.addShortcode('sum', (a: number, b: number) => a + b);\n" +
        "  eleventyConfig.addPassthroughCopy({ more: 'more' });\n" +
        '}\n',
      '_includes/partials/site-footer.njk':
        '<footer>自己的页脚 {{ site.title }} {{ facts.word }}</footer>\n',
      '_includes/slots/after-article.njk': '<p>{{ view.title }}完</p>\n',
      'styles/own.css':
        ':root { --own: 1px }\n.mark { background: url(../static/pictures/mark.svg) }\n',
    });
  });

  it('has pages, data, filters, static files, styles and partials of its own', async () => {
    for (let round = 0; round < 2; round++) {
      const said = await built();
      assert.match(said, /Published 1 post\b/);
      assert.match(read('now/index.html'), /<title>近况 · 我的站<\/title>/);
      assert.match(read('now/index.html'), /<h1>近况<\/h1>[^]*<p>one 6<\/p>/);
      assert.match(read('now/index.html'), /<footer>自己的页脚 我的站 one<\/footer>/);
      assert.match(read('numbers/index.html'), /3 我的站/);
      assert.match(read('custom/index.html'), /<title>自定 · 我的站<[^]*<b>自己的版面<\/b>/);
      assert.match(read('index.html'), /<title>我的站<[^]*<p>自己的首页<\/p>/);
      assert.match(read('404.html'), /<h1>不见了<[^]*<p>自己的 404<\/p>/);
      assert.equal(read('whole/index.html').trim(), '<!doctype html><title>x</title>');
      assert.equal(read('data.json').trim(), '{"word":"one"}');
      assert.equal(read('CNAME'), 'example.com\n');
      assert.equal(read('more/inner/file.txt'), 'more');
      assert.match(read('posts/a/index.html'), /<p>甲完<\/p>\s*<\/footer>\s*<\/article>/);
      assert.match(read('posts/a/index.html'), /<footer>自己的页脚 我的站 one<\/footer>/);
      const style = read(styleOf('index.html'));
      assert.match(style, /@layer site\{:root\{--own: ?1px/);
      const [, picture = ''] = /url\("?\/(assets\/mark\.[^")]+)/.exec(style) ?? [];
      assert.ok(existsSync(path.join(output, picture)), picture);
    }
  });

  it('shows what has changed in any of them, and nothing that is gone', async () => {
    writeFiles(site, {
      '_data/facts.json': '{ "word": "two" }',
      '_includes/partials/site-footer.njk': '<footer>新的页脚</footer>\n',
      '_includes/slots/after-article.njk': '<p>{{ view.title }}又完</p>\n',
      'styles/own.css': ':root { --own: 2px }\n',
      'static/CNAME': 'example.org\n',
    });
    rmSync(path.join(site, 'pages/whole.njk'));
    rmSync(path.join(site, 'more'), { recursive: true });
    await built();
    assert.match(read('now/index.html'), /two 6/);
    assert.match(read('posts/a/index.html'), /<p>甲又完<\/p>[^]*新的页脚/);
    assert.match(read(styleOf('posts/a/index.html')), /--own: ?2px/);
    assert.equal(read('CNAME'), 'example.org\n');
    for (const gone of ['whole', 'more']) assert.ok(!existsSync(path.join(output, gone)), gone);
  });

  it('has Inkstone’s home again when its own is gone', async () => {
    rmSync(path.join(site, 'pages/home.njk'));
    await built();
    assert.doesNotMatch(read('index.html'), /自己的首页/);
    assert.match(read('index.html'), /posts\/a\//);
  });

  it('names files of the site as seen from where the command was started', async () => {
    writeFiles(site, { 'pages/bad.njk': '{% nope %}', 'static/about/index.html': 'mine' });
    const { code, output: said } = await build();
    rmSync(path.join(site, 'pages/bad.njk'));
    rmSync(path.join(site, 'static/about'), { recursive: true });
    assert.equal(code, 1, said);
    assert.match(said, /^ *my-site\/pages\/bad\.njk:1:4/m);
    assert.match(said, /^ *my-site\/static\/about\/index\.html .*which Inkstone writes itself/m);
  });
});
