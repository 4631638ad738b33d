import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readFolder } from '../support/build-site.ts';
import { eleventyConfig, ownPost, ownSite } from '../support/own-site.ts';

/** Each notes the page that it sees, so that a test knows which pages were rendered. */
const imports = "import { appendFileSync } from 'node:fs';\nimport { mark } from './mark.js';";
const transforms = `
  eleventyConfig.addWatchTarget('./notes/');
  eleventyConfig.addTransform('late', function (content) {
    appendFileSync('seen.txt', this.page.url + ' ' + /正文|改过/.test(content) + '\\n');
    return content.replace('</body>', '<!--late--></body>');
  });
  eleventyConfig.addPlugin((config) =>
    config.addTransform('later', (content, file) =>
      String(file).endsWith('.html')
        ? content.replace('<!--late-->', '<!--' + mark + '-->')
        : content,
    ),
  );`;

describe('transforms of a site', () => {
  const site = ownSite({
    'posts/a.md': ownPost('甲', '2026-01-02', '正文，见[乙](b.md)。', 'aliases: [/old/]\n'),
    'posts/b.md': ownPost('乙', '2026-01-03'),
    'pages/now.md': '---\ntitle: 近况\n---\n正文',
    'pages/data.njk': '---\npermalink: /data.txt\nlayout: false\n---\n</body>',
    'mark.js': "export const mark = 'one';\n",
    'notes/one.txt': 'one',
    'eleventy.config.mjs': eleventyConfig(transforms, imports),
  });

  /** Builds, and returns what the transforms have seen: addresses, and whether texts were there. */
  const seen = async () => {
    rmSync(path.join(site.folder, 'seen.txt'), { force: true });
    await site.built();
    const lines = readFileSync(path.join(site.folder, 'seen.txt'), 'utf8').trim().split('\n');
    return new Map(lines.map((line) => line.split(' ') as [string, string]));
  };

  it('see whole pages, and what they return is published', async () => {
    const first = await seen();
    for (const page of ['/posts/a/', '/posts/b/', '/now/']) assert.equal(first.get(page), 'true');
    for (const page of ['/', '/about/', '/404.html', '/old/', '/data.txt']) {
      assert.ok(first.has(page), page);
    }
    assert.match(
      site.read('posts/a/index.html'),
      /正文，见<a href="\/posts\/b\/">[^]*<!--one--><\/body>/,
    );
    for (const page of ['index.html', 'posts/b/index.html', 'now/index.html', 'about/index.html']) {
      assert.match(site.read(page), /<!--one--><\/body>/, page);
      assert.doesNotMatch(site.read(page), /inkstone:/, page);
    }
    assert.equal(site.read('data.txt').trim(), '<!--late--></body>');
    for (const file of ['feed.xml', 'feed.json', 'posts/a/index.md']) {
      assert.doesNotMatch(site.read(file), /late|one-->/, file);
    }
  });

  it('see a page again only when it has changed, and own pages each time', async () => {
    const content = readFolder(path.join(site.folder, '_site'));
    assert.deepEqual([...(await seen()).keys()].sort(), ['/data.txt', '/now/']);
    assert.deepEqual(readFolder(path.join(site.folder, '_site')), content);

    site.write({ 'posts/b.md': ownPost('乙', '2026-01-03', '改过的字') });
    const pages = await seen();
    assert.equal(pages.get('/posts/b/'), 'true');
    assert.ok(!pages.has('/posts/a/'));
    assert.match(site.read('posts/b/index.html'), /改过的字[^]*<!--one--><\/body>/);
  });

  it('are run again when they, or what they import, change', async () => {
    site.write({ 'mark.js': "export const mark = 'two';\n" });
    const pages = await seen();
    assert.ok(pages.has('/posts/a/'));
    assert.match(site.read('posts/a/index.html'), /<!--two--><\/body>/);
    assert.match(site.read('index.html'), /<!--two--><\/body>/);
  });

  it('are run again when a file changes that the site watches', async () => {
    site.write({ 'notes/one.txt': 'two' });
    assert.ok((await seen()).has('/posts/a/'));
  });

  it('are gone when the site has none any more', async () => {
    site.write({ 'eleventy.config.mjs': eleventyConfig('') });
    await site.built();
    assert.match(site.read('posts/a/index.html'), /正文，见<a href="\/posts\/b\/">/);
    assert.doesNotMatch(site.read('posts/a/index.html'), /<!--(?:late|two)-->/);
    assert.match(site.read('posts/b/index.html'), /改过的字/);
  });

  it('may be plugins of PostHTML, and come before what is written, whoever is first', async () => {
    const first = `${transforms}
  eleventyConfig.htmlTransformer.addPosthtmlPlugin('html', () => (tree) =>
    tree.match({ tag: 'p' }, ({ attrs, ...node }) => ({ ...node, attrs: { ...attrs, id: 'p' } })));
  eleventyConfig.addPlugin(inkstone);`;
    const config = eleventyConfig('', imports);
    site.write({
      'eleventy.config.mjs': config.replace('eleventyConfig.addPlugin(inkstone);', first),
    });
    await site.built();
    assert.match(
      site.read('posts/a/index.html'),
      /<p id="p"[^>]*>正文，见<a[^]*<!--two--><\/body>/,
    );
  });

  it('are named with the page when they fail', async () => {
    site.write({
      'eleventy.config.mjs': eleventyConfig(
        "eleventyConfig.addTransform('bad', function (content) {\n" +
          "  if (this.page.url === '/posts/b/') throw new Error('坏了');\n  return content;\n});",
      ),
    });
    const { code, output } = await site.build();
    assert.equal(code, 1, output);
    assert.match(output, /eleventy\.config\.mjs:\d+.*坏了.*\/posts\/b\//s);
  });
});
