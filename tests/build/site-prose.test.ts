import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { renderSiteProse } from '../../src/build/site-prose.ts';
import { makeConfig } from '../support/articles.ts';
import {
  buildSound,
  readFolder,
  type BuiltSite,
  type FolderContent,
} from '../support/build-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('prose of the settings', () => {
  let built: BuiltSite;
  let content: FolderContent;
  const textOf = (file: string) => content.get(file)?.toString() ?? '';

  before(async () => {
    const posts = path.join(temporaryFolder(), 'posts');
    writeFiles(posts, { 'a.md': '---\ntitle: 甲\ndate: 2026-01-01\n---\n正文\n' });
    built = await buildSound(
      posts,
      {},
      {
        description: '写 **字** 的[站](/about/)',
        pathPrefix: '/notes/',
        about: [
          '# 关于',
          '见[甲](/posts/a/)与[别处](https://other.example/)、[[甲]]。',
          '- 一\n- 二',
          '<script>alert(1)</script> [坏](javascript:alert(2)) <b onclick="alert(3)">粗</b>',
        ],
      },
    );
    content = readFolder(built.output);
  });

  it('is Markdown on the about page, as safe as a post', () => {
    const page = textOf('about/index.html');
    assert.ok(page.includes('<a href="/notes/posts/a/">甲</a>'));
    assert.ok(page.includes('<a href="https://other.example/" rel="noopener">别处</a>'));
    assert.ok(page.includes('[[甲]]'));
    assert.ok(page.includes('<li>一</li>'));
    assert.ok(page.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
    assert.ok(page.includes('<b>粗</b>'));
    assert.doesNotMatch(page, /href="javascript|onclick|<script>alert/);
    // The page has that title already.
    assert.doesNotMatch(page, /heading-anchor/);
  });

  it('is Markdown where a page prints the description', () => {
    const html = '<p>写 <strong>字</strong> 的<a href="/notes/about/">站</a></p></div>';
    assert.equal(textOf('index.html').split(html).length, 3);
    assert.equal(textOf('posts/a/index.html').split(html).length, 2);
  });

  it('has no ids, nor links to them, where many pages print it', async () => {
    const text =
      '## 题\n\n**词**（Term: 一种说法）[^1] [题](#题) `id="x"`\n' +
      '[别处](https://other.example/#b)\n\n[^1]: 注';
    const config = makeConfig({ about: [text], description: text });
    const { about, description } = await renderSiteProse(config);
    assert.deepEqual(description.match(/ id=|href="#[^"]*"|heading-anchor|footnote-back/g), null);
    assert.ok(description.includes('<h2>题</h2>'));
    assert.match(description, /<span class="gloss has-definition"><dfn>词<\/dfn>/);
    assert.ok(description.includes('<sup class="footnote-ref"><a>1</a></sup>'));
    assert.ok(description.includes('<a href="https://other.example/#b" rel="noopener">别处</a>'));
    assert.ok(description.includes('id=&quot;x&quot;'));
    for (const id of ['题', 'gloss-1', 'fn-1']) assert.ok(about.includes(` id="${id}"`));
  });

  it('is plain text in heads, feeds and lists for machines', () => {
    const plain = '写 字 的站';
    const description = new RegExp(`<meta name="description"[^>]* content="${plain}">`);
    assert.match(textOf('index.html'), description);
    assert.ok(textOf('feed.xml').includes(`<subtitle>${plain}</subtitle>`));
    const feed = JSON.parse(textOf('feed.json')) as { description?: string };
    assert.equal(feed.description, plain);
    assert.ok(textOf('llms.txt').includes(`> ${plain}`));
    assert.ok(textOf('manifest.webmanifest').includes(plain));
  });

  it('reports what it does not read', () => {
    assert.deepEqual(
      built.report.problems.map(({ file, line, code }) => [file, line, code]),
      [['site.config.ts', undefined, 'body-script-tag']],
    );
  });
});
