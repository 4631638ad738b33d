import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readFolder } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import { eleventyConfig, ownPost, ownSite } from '../support/own-site.ts';
import { startCommand } from '../support/run-build.ts';
import { wordsOf } from '../support/words-of.ts';

describe('the eleventy command', () => {
  const config = `
    eleventyConfig.addFilter('double', (number) => number * 2);
    eleventyConfig.addPassthroughCopy({ more: 'more' });
    const data = { permalink: '/virtual.txt', layout: false };
    eleventyConfig.addTemplate('virtual.njk', 'virtual', data);
    eleventyConfig.addTransform('mark', (content) =>
      content.replace('</body>', '<!--m--></body>'));`;
  const site = ownSite({
    'posts/a.md': ownPost('甲', '2026-01-02'),
    'posts/draft.md': ownPost('草稿', '2026-01-03', '正文', 'draft: true\n'),
    'README.md': '# 不是一页',
    'pages/now.md':
      '---\ntitle: 近况\n---\n{{ 3 | double }}' +
      '{% for post in collections.posts %}{{ post.url }}{% endfor %}',
    'more/x.txt': 'more',
    'eleventy.config.js': eleventyConfig(config),
  });
  const output = path.join(site.folder, '_site');
  const eleventy = (...args: readonly string[]) => {
    const cmd = path.join(projectDir, 'node_modules/@11ty/eleventy/cmd.cjs');
    const command = [process.execPath, '--import', import.meta.resolve('tsx'), cmd, ...args];
    return startCommand(command, { cwd: site.folder });
  };

  it('makes the same site as a build of Inkstone', async () => {
    await site.built();
    const content = readFolder(output);
    assert.match(site.read('now/index.html'), /<p>6\/posts\/a\/<\/p>[^]*<!--m-->/);
    assert.equal(site.read('virtual.txt'), 'virtual');
    rmSync(output, { recursive: true });
    const { code, output: said } = await eleventy().finished;
    assert.equal(code, 0, said);
    assert.match(said, /Published 1 post to _site/);
    assert.deepEqual(readFolder(output), content);
  });

  it('fails when the site is not published, and says what it cannot do', async () => {
    site.write({ 'pages/bad.njk': '{% nope %}' });
    const content = readFolder(output);
    const { code, output: said } = await eleventy().finished;
    rmSync(path.join(site.folder, 'pages/bad.njk'));
    assert.equal(code, 1, said);
    assert.match(said, /pages\/bad\.njk:1:4/);
    assert.match(said, /The site is not published/);
    assert.deepEqual(readFolder(output), content);

    const asked = await eleventy('--to=json').finished;
    assert.equal(asked.code, 1, asked.output);
    assert.match(asked.output, /Inkstone writes a site; it cannot do --to=json\./);
  });

  it('takes options, and guesses the one that is meant', async () => {
    const text = eleventyConfig(config);
    site.write({ 'eleventy.config.js': text.replace('(inkstone)', '(inkstone, { draft: true })') });
    const wrong = await eleventy().finished;
    assert.equal(wrong.code, 1, wrong.output);
    assert.match(wrong.output, /Inkstone has no option draft; did you mean drafts\?/);
    site.write({
      'eleventy.config.js': text.replace('(inkstone)', '(inkstone, { drafts: true })'),
    });
    const right = await eleventy(`--output=${path.join(site.folder, 'other')}`).finished;
    site.write({ 'eleventy.config.js': text });
    assert.equal(right.code, 0, right.output);
    assert.match(right.output, /Published 2 posts/);
    assert.ok(readFolder(path.join(site.folder, 'other')).has('posts/draft/index.html'));
  });

  it('serves, and builds again when something has changed', async () => {
    const { child, finished } = eleventy('--serve', '--port=0');
    const { said, until } = wordsOf({ child, finished });
    const builds = () => said().match(/\[11ty\] Watching…/g)?.length ?? 0;
    try {
      let url = '';
      await until('the address', () => (url = /Server at (\S+)/.exec(said())?.[1] ?? '') !== '');
      const page = (address: string) => fetch(url + address).then((answer) => answer.text());
      assert.match(await page('posts/a/'), /正文/);
      site.write({ 'posts/a.md': ownPost('甲', '2026-01-02', '改过') });
      await until('the changed post', () => builds() === 2);
      assert.match(await page('posts/a/'), /改过/);
      site.write({ 'styles/own.css': ':root { --own: 1px }\n' });
      await until('the style', () => builds() === 3);
      assert.match(await page('posts/a/'), /改过/);
    } finally {
      child.kill();
      await finished;
    }
  });
});
