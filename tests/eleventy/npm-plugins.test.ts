import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { startDev, type DevProcess } from '../support/dev-process.ts';
import { eleventyConfig, ownPost, ownSite } from '../support/own-site.ts';
import { commandOfProgram, projectDir } from '../support/program.ts';

const fence = '```js\nconst 数 = 1;\n```\n';

const config = eleventyConfig(
  `eleventyConfig.addPlugin(highlight);
  eleventyConfig.addPlugin(navigation);
  eleventyConfig.addPlugin(rss);`,
  `import highlight from '@11ty/eleventy-plugin-syntaxhighlight';
import navigation from '@11ty/eleventy-navigation';
import { rssPlugin as rss } from '@11ty/eleventy-plugin-rss';`,
);

/** A page in the navigation. */
const place = (key: string, text: string, more = '') =>
  `---\ntitle: ${key}\neleventyNavigation:\n  key: ${key}\n${more}---\n\n${text}\n`;

describe('plugins of Eleventy from npm', () => {
  let dev: DevProcess | undefined;
  after(() => dev?.end());
  const site = ownSite({
    'posts/a.md': ownPost('甲', '2026-01-02', fence),
    'pages/code.md': place('代码', fence),
    'pages/deep.md': place('深处', '深', '  parent: 代码\n'),
    'pages/menu.njk':
      '{{ collections.all | eleventyNavigation | eleventyNavigationToHtml | safe }}',
    'pages/newest.njk':
      '---\npermalink: /newest.txt\nlayout: false\n---\n' +
      '{{ collections.posts | getNewestCollectionItemDate | dateToRfc3339 }}',
    'eleventy.config.mjs': config,
  });
  symlinkSync(path.join(projectDir, 'node_modules'), path.join(site.folder, 'node_modules'));

  const menu = /<ul><li><a href="\/code\/">代码<\/a><ul><li><a href="\/deep\/">深处<\/a><\/li>/;

  it('work on own pages and leave articles as they are, cold and warm', async () => {
    let article = '';
    for (let round = 0; round < 2; round++) {
      await site.built();
      assert.match(
        site.read('code/index.html'),
        /<pre class="language-js"[^]*class="token keyword"/,
      );
      assert.match(site.read('menu/index.html'), menu);
      assert.equal(site.read('newest.txt').trim(), '2026-01-02T00:00:00Z');
      assert.match(
        site.read('posts/a/index.html'),
        /<div class="code-block"[^]*class="tok-keyword"/,
      );
      assert.doesNotMatch(site.read('posts/a/index.html'), /class="token/);
      if (round > 0) assert.equal(site.read('posts/a/index.html'), article);
      article = site.read('posts/a/index.html');
    }
  });

  it('see what has changed, in builds and in the dev server', async () => {
    site.write({
      'posts/b.md': ownPost('乙', '2026-02-03'),
      'pages/code.md': place('代码', '```js\nlet 字 = 2;\n```\n'),
    });
    await site.built();
    assert.match(site.read('code/index.html'), /class="token keyword">let</);
    assert.equal(site.read('newest.txt').trim(), '2026-02-03T00:00:00Z');

    const server = await startDev(site.folder, [], commandOfProgram);
    dev = server;
    const shows = (address: string, text: RegExp) =>
      server.until(`${text} on /${address}`, async () => text.test(await server.page(address)));
    await shows('menu/', menu);
    site.write({
      'posts/c.md': ownPost('丙', '2026-03-04'),
      'pages/code.md': place('代码', '```js\nvar 句 = 3;\n```\n'),
    });
    await shows('code/', /class="token keyword">var</);
    await shows('newest.txt', /2026-03-04T/);
    await shows('posts/a/', /class="tok-keyword"/);
  });
});
