import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { buildSound, filesWith, readFolder } from '../support/build-site.ts';
import type { BuiltSite, FolderContent } from '../support/build-site.ts';
import { htmlFiles, htmlProblems } from '../support/html-validity.ts';
import { walkLinks } from '../support/link-walker.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

function post(body: string, fields = ''): string {
  return `---\ntitle: 题\ndate: 2026-01-01\n${fields}---\n${body}\n`;
}

describe('files beside posts', () => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  const options = { cacheDir: path.join(folder, 'cache') };
  const config = { pathPrefix: '/notes/', feed: { content: 'full' } } as const;
  let built: BuiltSite;
  let site: FolderContent;

  const rebuild = async () => {
    built = await buildSound(posts, options, config);
    site = readFolder(built.output);
  };
  const page = (slug: string) => String(site.get(`posts/${slug}/index.html`));
  const problems = () =>
    built.report.problems.map(({ code, file, line }) => `${code} ${file}:${String(line)}`);
  const copyOf = (text: string) =>
    [...site].filter(([name, bytes]) => name.startsWith('assets/files/') && bytes.includes(text));

  before(async () => {
    const picture = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: '#a2361f' } })
        .png()
        .toBuffer();
    writeFiles(posts, {
      'links.md': post('[报告](sub/report.pdf#page=2) 和 [没有](no.pdf) 和 [图](draw.svg)'),
      'sub/report.pdf': '%PDF-1 first',
      'draw.svg': '<svg/>',
      'draft.md': post('[密](secret.pdf)', 'draft: true\n'),
      'secret.pdf': 'zsecretz',
      'pictures.md': post('![说明](gone.png)\n\n文 [![角](gone.png)](/posts/links/)。'),
      'book.md': post('文', 'layout: book-note.njk\nauthor: 甲\ncover_image: sub/cover.png\n'),
      'wide.md': post('文', 'cover_image: wide.png\n'),
      'far.md': post('文', 'cover_image: https://evil.example/c.png\n'),
      'lost.md': post('文', 'cover_image: lost.png\n'),
      'sub/cover.png': await picture(200, 300),
      'wide.png': await picture(1200, 600),
    });
    await rebuild();
  });

  it('are copied when a post links to them; the page, feed and Markdown lead there', () => {
    const [copy, ...others] = copyOf('%PDF-1 first');
    assert.ok(copy && others.length === 0);
    const address = `/notes/${copy[0]}#page=2`;
    assert.ok(copy[0].endsWith('/report.pdf'));
    assert.ok(page('links').includes(`<a href="${address}">报告</a>`));
    for (const file of ['feed.xml', 'posts/links/index.md']) {
      assert.ok(String(site.get(file)).includes(`https://example.com${address}`), file);
    }
    assert.deepEqual(filesWith(site, 'zsecretz'), []);
    assert.deepEqual(walkLinks(site, { pathPrefix: '/notes/' }).problems, []);
  });

  it('are plain text and a warning where they are not published', () => {
    assert.ok(page('links').includes('<a class="broken-link">没有</a>'));
    assert.ok(page('links').includes('<a class="broken-link">图</a>'));
    assert.deepEqual(
      problems().filter((problem) => problem.startsWith('file-')),
      ['file-format posts/links.md:5', 'file-missing posts/links.md:5'],
    );
  });

  it('are shown by their text where a picture is missing, and asked for by no page', () => {
    const shown = '<span class="missing-image">';
    assert.ok(page('pictures').includes(`<p>${shown}说明</span></p>`));
    assert.ok(page('pictures').includes(`<a href="/notes/posts/links/">${shown}角</span></a>`));
    assert.deepEqual(filesWith(site, 'gone.png"'), []);
    assert.ok(problems().includes('image-missing posts/pictures.md:5'));
  });

  it('are the cover of a post and stand on its link card', async () => {
    const image = (slug: string) =>
      /<img class="cover" alt="封面" src="(\/notes\/assets\/images\/[^"]+)"/.exec(page(slug))?.[1];
    assert.match(image('book') ?? '', /cover-/);
    assert.match(image('wide') ?? '', /wide-/);
    assert.match(page('book'), /<dt>作者<\/dt><dd>甲/);
    const card = (slug: string) =>
      /property="og:image" content="https:\/\/example\.com([^"]+)"[^]*twitter:card" content="(\w+)"/
        .exec(page(slug))
        ?.slice(1);
    assert.deepEqual(card('book'), [image('book'), 'summary']);
    assert.deepEqual(card('wide'), [image('wide'), 'summary_large_image']);
    assert.deepEqual([image('far'), image('lost')], [undefined, undefined]);
    assert.deepEqual(filesWith(site, 'evil.example'), []);
    assert.ok(problems().includes('image-missing posts/lost.md:4'));
    assert.deepEqual(await htmlProblems(site, htmlFiles(site)), []);
  });

  it('are copied anew when they have changed, come or gone', async () => {
    writeFiles(posts, { 'sub/report.pdf': '%PDF-1 second', 'no.pdf': '%PDF-1 third' });
    await rebuild();
    assert.deepEqual(copyOf('%PDF-1 first'), []);
    const [second] = copyOf('%PDF-1 second');
    assert.ok(second && page('links').includes(`href="/notes/${second[0]}#page=2"`));
    const [third] = copyOf('%PDF-1 third');
    assert.ok(third && page('links').includes(`href="/notes/${third[0]}"`));
    assert.ok(!problems().includes('file-missing posts/links.md:5'));
    rmSync(path.join(posts, 'sub/report.pdf'));
    await rebuild();
    assert.ok(page('links').includes('<a class="broken-link">报告</a>'));
    assert.ok(problems().includes('file-missing posts/links.md:5'));
    const fresh = readFolder((await buildSound(posts, {}, config)).output);
    for (const [name, bytes] of fresh) assert.ok(site.get(name)?.equals(bytes), name);
  });
});
