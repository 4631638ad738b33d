import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { renameSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import yaml from 'js-yaml';
import sharp from 'sharp';
import { build, buildSound, filesWith, readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { htmlFiles, htmlProblems } from '../support/html-validity.ts';
import { walkLinks } from '../support/link-walker.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const body = `<!-- a note of the author -->
段落。**词**（Term: 意思）
<details>
<summary>View/Hide Original English</summary>
<p class="english-text">Original text.</p>
</details>

![图](pictures/dot.png "说明")

>> 没有名字的人说。

\`\`\`html
<details><summary>code</summary></details>
\`\`\`
`;

async function postsFolder(folder: string): Promise<string> {
  const posts = path.join(folder, 'posts');
  const dot = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } });
  writeFiles(posts, { 'pictures/dot.png': await dot.png().toBuffer() });
  for (const name of ['a', 'b', 'c']) {
    writeFiles(posts, {
      [`${name}.md`]:
        `---\ntitle: "题：${name}"\ndate: 2026-01-01\ntags: [共同]\nprivate_note: 不公开\n` +
        `source: https://example.org/x\naliases: [/old-${name}/]\n---\n${body}`,
    });
  }
  return posts;
}

describe('editions', () => {
  const folder = temporaryFolder();
  let posts: string;
  let site: FolderContent;
  const text = (name: string) => String(site.get(name) ?? assert.fail(`There is no ${name}.`));

  before(async () => {
    posts = await postsFolder(folder);
    const { report, output } = await buildSound(
      posts,
      { outputDir: path.join(folder, 'site') },
      { pathPrefix: '/notes/', editions: { serviceWorker: true } },
    );
    assert.ok(report.posts === 3);
    site = readFolder(output);
  });

  it('give each article as Markdown with its public fields', () => {
    const [, matter = '', markdown = ''] = text('posts/a/index.md').split(/^---\n/m);
    assert.deepEqual(yaml.load(matter), {
      title: '题：a',
      url: 'https://example.com/notes/posts/a/',
      date: '2026-01-01',
      lang: 'zh-Hans',
      source: 'https://example.org/x',
      tags: ['共同'],
    });
    assert.match(markdown, /段落。\*\*词\*\*（Term: 意思）/);
    assert.match(markdown, /<details><summary>英文原文<\/summary>\n+Original text\.\n+<\/details>/);
    assert.match(markdown, /^>> 没有名字的人说。$/m);
    assert.match(markdown, /```html\n<details><summary>code<\/summary><\/details>\n```/);
    assert.doesNotMatch(markdown, /a note of the author|[\uFDD0-\uFDEF]|english-text/);
    const [, picture = ''] =
      /!\[图\]\(https:\/\/example\.com\/notes\/(\S+) "说明"\)/.exec(markdown) ?? [];
    assert.ok(site.has(picture), picture);
  });

  it('are named by the pages', () => {
    const page = text('posts/a/index.html');
    const markdown = 'href="/notes/posts/a/index.md"';
    assert.ok(
      page.includes(`<link rel="alternate" type="text/markdown" title="题：a" ${markdown}>`),
    );
    assert.match(page, /<link rel="manifest" href="\/notes\/manifest\.webmanifest">/);
    assert.match(page, /<html [^>]*data-worker="\/notes\/sw\.js"/);
    const tag = [...site.keys()].find((name) => /^tags\/.*\/feed\.xml$/.test(name));
    assert.ok(tag !== undefined);
    assert.ok(
      text(tag.replace('feed.xml', 'index.html')).includes(`href="/notes/${encodeURI(tag)}"`),
    );
  });

  it('have a web app manifest whose icons exist in the sizes it names', async () => {
    const manifest = JSON.parse(text('manifest.webmanifest')) as {
      scope: string;
      icons: { src: string; sizes: string; purpose: string }[];
    };
    assert.equal(manifest.scope, '/notes/');
    assert.deepEqual(
      manifest.icons.map(({ sizes, purpose }) => [sizes, purpose]),
      [
        ['192x192', 'any'],
        ['512x512', 'any'],
        ['512x512', 'maskable'],
      ],
    );
    for (const { src, sizes, purpose } of manifest.icons) {
      const image = sharp(site.get(src.replace('/notes/', '')) ?? assert.fail(src));
      const { width, height } = await image.metadata();
      assert.equal(`${width}x${height}`, sizes);
      const { isOpaque } = await image.stats();
      assert.equal(isOpaque, purpose === 'maskable', src);
    }
  });

  it('leave a site whose links resolve and whose pages are valid', async () => {
    assert.deepEqual(walkLinks(site, { pathPrefix: '/notes/' }).problems, []);
    assert.deepEqual(await htmlProblems(site, htmlFiles(site)), []);
  });

  it('are the same, byte for byte, when built again', async () => {
    const { output } = await buildSound(
      posts,
      { outputDir: path.join(folder, 'again') },
      { pathPrefix: '/notes/', editions: { serviceWorker: true } },
    );
    assertSameContent(readFolder(output), site, 'the second build');
  });

  it('are not there when they are turned off', async () => {
    const { output } = await buildSound(
      posts,
      { outputDir: path.join(folder, 'plain') },
      {
        editions: {
          termFeeds: 0,
          llms: false,
          markdown: false,
          socialImages: false,
          webManifest: false,
          redirectPages: false,
        },
      },
    );
    const plain = readFolder(output);
    const optional =
      /index\.md$|^llms|^manifest|\/feed\.xml$|opml$|^sw\.js$|^assets\/(?:icon-|social\/)|^old-|^offline/;
    assert.deepEqual(
      [...plain.keys()].filter((name) => optional.test(name)),
      [],
    );
    const page = String(plain.get('posts/a/index.html'));
    assert.doesNotMatch(page, /rel="manifest"|text\/markdown|data-worker|og:image/);
    assert.deepEqual(walkLinks(plain).problems, []);
    assert.match(String(plain.get('_redirects')), /^\/old-a\/ \/posts\/a\/ 301$/m);
  });
});

describe('a site with more files than its host takes', () => {
  it('is published, and says so', async () => {
    const folder = temporaryFolder();
    const posts = path.join(folder, 'posts');
    for (let index = 0; index < 101; index++) {
      writeFiles(posts, { [`p${index}.md`]: `---\ntitle: 第${index}篇\n---\n正文。\n` });
    }
    const limited = await buildSound(posts, {}, { limits: { files: 100 } });
    const codes = limited.report.problems.map(({ code }) => code);
    assert.ok(codes.includes('too-many-files'), codes.join());
    assert.ok(limited.report.files > 100);
    const roomy = await buildSound(posts);
    assert.ok(!roomy.report.problems.some(({ code }) => code === 'too-many-files'));
  });
});

describe('editions of posts that change while the site is built', () => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  const at = (name: string) => path.join(posts, name);
  const text = (title: string, more = '') =>
    `---\ntitle: ${title}\ndate: 2026-01-01\n${more}---\n\n${title}的正文。\n`;

  it('agree with their pages, or are left out and named', async () => {
    const names = ['same', 'rewritten', 'draft', 'link', 'fifo', 'cut', 'gone', 'again'];
    writeFiles(posts, Object.fromEntries(names.map((name) => [`${name}.md`, text('旧')])));
    writeFiles(folder, { 'secret.md': text('geheimnis') });
    const change = () => {
      writeFiles(posts, { 'rewritten.md': text('新'), 'draft.md': text('旧', 'draft: true\n') });
      for (const name of ['link', 'fifo', 'gone']) rmSync(at(`${name}.md`));
      symlinkSync('../secret.md', at('link.md'));
      execFileSync('mkfifo', [at('fifo.md')]);
      truncateSync(at('cut.md'), 70);
      // Replaced by the same bytes.
      writeFiles(posts, { 'new.tmp': text('旧') });
      renameSync(at('new.tmp'), at('again.md'));
    };
    // 'gather' is the first step after all posts are read.
    const { report, output } = await build(posts, {}, {}, (phase) => {
      if (phase === 'gather') change();
    });
    assert.ok(report.ok);
    assert.deepEqual(
      report.problems.map(({ file, code, severity }) => `${file} ${code} ${severity}`).sort(),
      ['cut', 'draft', 'fifo', 'gone', 'link', 'rewritten'].map(
        (name) => `posts/${name}.md post-changing warning`,
      ),
    );
    const site = readFolder(output);
    for (const name of names) {
      assert.match(String(site.get(`posts/${name}/index.html`)), /旧的正文/, name);
      const edition = site.get(`posts/${name}/index.md`);
      if (['same', 'again'].includes(name)) assert.match(String(edition), /旧的正文/, name);
      else assert.equal(edition, undefined, name);
    }
    assert.deepEqual([...filesWith(site, 'geheimnis'), ...filesWith(site, '新的正文')], []);
  });
});
