import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { build, buildSound, filesWith, readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { htmlFiles, htmlProblems } from '../support/html-validity.ts';
import { walkLinks } from '../support/link-walker.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';
import type { BuildReport } from '../../src/report/types.ts';

function post(title: string, body: string, extra = ''): string {
  return `---\ntitle: ${title}\ndate: 2026-01-01\ntags: [links]\n${extra}---\n${body}\n`;
}

const source = `第一行 [[慢读]]、[[慢读#第 二 节|那一节]]。

[文件](../b/target.md#x)、[后缀](../AB.md)、[地址](/posts/zslowz/)、[[tarqet|拼错]]。

[[zsecretz]]、[草稿](../zsecretz.md)、[将来](/posts/zlaterz/)、[[双|哪一篇]]。

<a data-post-link="0" href="/posts/zslowz/">x</a> \`<a data-post-link="0">\` &lt;a \
data-post-link="0"&gt;
`;

const files = {
  'a/source.md': post('来源', source),
  'a/zslowz.md': post('慢读', '## 第 二 节\n\n文。'),
  'b/target.md': post('目标', '## X\n\n文 [[source]]。'),
  'ab.md': post('小写', '文。'),
  'AB.md': post('大写', '文。').replace('2026-01-01', '2026-01-02'),
  'one/first.md': post('双', '文。'),
  'two/second.md': post('双', '文。'),
  'zsecretz.md': post('秘密题目', '秘密正文 [[慢读]]', 'draft: true\n'),
  'zlaterz.md': post('将来题目', '文').replace('2026-01-01', '2099-01-01'),
  'hidden.md': post('不列出的来源', '见 [[慢读]]。', 'exclude: true\n'),
};

/** Readable text and addresses of one page's article. */
function page(site: FolderContent, slug: string): string {
  return String(site.get(`posts/${slug}/index.html`));
}

describe('links between posts', () => {
  const posts = path.join(temporaryFolder(), 'posts');
  let report: BuildReport;
  let site: FolderContent;

  before(async () => {
    writeFiles(posts, files);
    const built = await buildSound(posts, {}, { pathPrefix: '/notes/', feed: { content: 'full' } });
    report = built.report;
    site = readFolder(built.output);
  });

  it('lead to the final addresses: prefix, heading, suffix', () => {
    const html = page(site, 'source');
    assert.match(html, /<a href="\/notes\/posts\/zslowz\/">慢读<\/a>/);
    assert.match(html, /<a href="\/notes\/posts\/zslowz\/#[^"]+">那一节<\/a>/);
    assert.match(html, /<a href="\/notes\/posts\/target\/#x">文件<\/a>/);
    assert.match(html, /<a href="\/notes\/posts\/ab-[0-9a-f]{6}\/">后缀<\/a>/);
    assert.match(html, /<a href="\/notes\/posts\/zslowz\/">地址<\/a>/);
  });

  it('are plain text where they lead nowhere or to several posts', () => {
    const html = page(site, 'source');
    for (const text of ['拼错', '[[zsecretz]]', '草稿', '将来', '哪一篇']) {
      assert.ok(html.includes(`<a class="broken-link">${text}</a>`), text);
    }
  });

  it('are warnings with file and line, and do not stop the build', () => {
    const problems = report.problems.filter(({ code }) => code.startsWith('post-link'));
    assert.deepEqual(
      problems.map(({ code, file, line, severity }) => [code, file, line, severity]),
      [
        ['post-link-broken', 'posts/a/source.md', 8, 'warning'],
        ['post-link-broken', 'posts/a/source.md', 10, 'warning'],
        ['post-link-broken', 'posts/a/source.md', 10, 'warning'],
        ['post-link-broken', 'posts/a/source.md', 10, 'warning'],
        ['post-link-ambiguous', 'posts/a/source.md', 10, 'warning'],
      ].sort((a, b) => Number(a[2]) - Number(b[2]) || String(a[0]).localeCompare(String(b[0]))),
    );
    const hints = problems.map(({ hint = '' }) => hint).sort();
    assert.ok(hints.some((hint) => hint.includes('/posts/target/')));
    assert.equal(hints.filter((hint) => hint.startsWith('posts/zsecretz.md is a draft')).length, 2);
    assert.equal(hints.filter((hint) => hint.startsWith('posts/zlaterz.md has a date')).length, 1);
  });

  it('show of drafts and posts of the future only what the author wrote', () => {
    assert.deepEqual(filesWith(site, '秘密题目'), []);
    assert.deepEqual(filesWith(site, '将来题目'), []);
    assert.deepEqual(filesWith(site, 'posts/zsecretz'), []);
    assert.deepEqual(filesWith(site, 'zlaterz'), []);
  });

  it('are shown on the page they lead to, unless the source is not listed', () => {
    const [, section = ''] =
      /<section class="connections linked-from"[^>]*>(.*?)<\/section>/s.exec(
        page(site, 'zslowz'),
      ) ?? [];
    assert.match(section, /href="\/notes\/posts\/source\/">来源</);
    assert.doesNotMatch(section, /不列出|hidden/);
    assert.deepEqual(filesWith(site, '不列出的来源'), ['posts/hidden/index.html']);
  });

  it('stand in the feeds as on the page', () => {
    for (const feed of ['feed.xml', 'feed.json']) {
      const text = String(site.get(feed));
      assert.ok(text.includes('https://example.com/notes/posts/zslowz/'), feed);
      assert.ok(text.includes('broken-link'), feed);
    }
  });

  it('cannot be forged, are valid HTML and lead to pages', async () => {
    const html = page(site, 'source');
    assert.match(html, /<a href="\/notes\/posts\/zslowz\/">x<\/a>/);
    assert.doesNotMatch(html, /<a[^>]+data-post-link/);
    assert.match(html, /<code>&lt;a data-post-link=&quot;0&quot;&gt;<\/code>/);
    assert.deepEqual(walkLinks(site, { pathPrefix: '/notes/' }).problems, []);
    assert.deepEqual(await htmlProblems(site, htmlFiles(site)), []);
  });

  it('follow a renamed post, or break visibly', async () => {
    const renamed = path.join(temporaryFolder(), 'posts');
    const { 'a/zslowz.md': slow, ...rest } = files;
    writeFiles(renamed, { ...rest, 'c/quick.md': slow });
    const built = await build(renamed);
    assert.ok(built.report.ok);
    const html = page(readFolder(built.output), 'source');
    assert.match(html, /<a href="\/posts\/quick\/">慢读<\/a>/);
    assert.match(html, /<a class="broken-link">地址<\/a>/);
  });
});
