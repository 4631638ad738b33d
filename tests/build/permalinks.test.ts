import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { BuildOptions } from '../../src/build/build-options.ts';
import { checkCorpus } from '../../src/check/check-corpus.ts';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import type { Problem } from '../../src/content/problem.ts';
import { parseHeaders } from '../../src/serve/header-rules.ts';
import { parseRedirects } from '../../src/serve/redirect-rules.ts';
import { peekSealed, writeSealed } from '../../src/store/sealed-file.ts';
import { makeConfig } from '../support/articles.ts';
import { build, readFolder } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const byMonth = { permalinks: '/:year/:month/:slug/' };

function post(title: string, more: string, body: string): string {
  return `---\ntitle: ${title}\nsummary: 概要。\ntags: [纸]\n${more}---\n\n${body}\n`;
}

const posts = {
  'one.md': post('一', 'date: 2026-03-06\n', '见[[two]]、[三](/posts/three/)和[四](four.md)。'),
  'deep/two.md': post(
    '二',
    'date: 2025-12-31\n',
    '![图](pic.png)\n\n## 节\n\n[一](../../../2026/03/one/)',
  ),
  'deep/pic.png': readFileSync(path.join(projectDir, 'posts/images/line-length.png')),
  'three.md': post('三', '', '无日期的文章，见[一](/2026/03/one/)与[自己](#x)。\n\n## x'),
  'four.md': post(
    '四',
    'date: 2026-01-01\npermalink: /old/four.html\n',
    '见[二](/2025/12/two/#节)。',
  ),
};

const addresses = ['/2026/03/one/', '/2025/12/two/', '/posts/three/', '/old/four.html'];

function site(written: Readonly<Record<string, string | Uint8Array>>) {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder, name);
  const options = { cacheDir: at('cache'), outputDir: at('site') };
  writeFiles(at('posts'), written);
  const content = () => readFolder(at('site'));
  return {
    at,
    content,
    text: (name: string) => String(content().get(name)),
    build: async (settings: Partial<SiteConfigInput>, more: Partial<BuildOptions> = {}) =>
      (await build(at('posts'), { ...options, ...more }, settings)).report,
    check: async (settings: Partial<SiteConfigInput>) =>
      checkCorpus(makeConfig(settings), {
        ...{ postsDir: at('posts'), postsLabel: 'posts', now: new Date('2026-06-01') },
        ...{ drafts: true, terms: false, cacheDir: options.cacheDir },
      }),
  };
}

function said({ problems }: { readonly problems: readonly Problem[] }): readonly string[] {
  return problems.map(({ severity, code, file }) => `${severity} ${code} ${file}`);
}

describe('a site with permalinks', () => {
  it('has each post at one address, which pages, feeds, lists and links name', async () => {
    const { build: make, check, content, text } = site(posts);
    const report = await make(byMonth);
    assert.deepEqual(said(report), []);
    const files = new Set(content().keys());
    for (const address of addresses) {
      const page = address.slice(1).replace(/\/$/, '/index.html');
      assert.ok(files.has(page), page);
      assert.ok(files.has(page.replace(/\.html$/, '.md')), page);
      assert.ok(text(page).includes(`<link rel="canonical" href="https://example.com${address}"`));
      for (const name of ['sitemap.xml', 'index.html', 'tags/zhi/index.html']) {
        assert.match(text(name), new RegExp(`${address}["<]`), `${name} ${address}`);
      }
    }
    const pages = [...files].filter((name) => name.startsWith('posts/'));
    assert.deepEqual(pages.sort(), ['posts/three/index.html', 'posts/three/index.md']);
    assert.ok(text('feed.xml').includes('https://example.com/2026/03/one/'));
    assert.ok(text('llms.txt').includes('/2026/03/one/index.md'));

    const one = text('2026/03/one/index.html');
    for (const href of addresses.slice(1)) assert.ok(one.includes(`href="${href}"`), href);
    assert.match(text('2026/03/one/index.md'), /\(https:\/\/example\.com\/2025\/12\/two\/\)/);
    assert.match(text('2025/12/two/index.html'), /<a href="\/2026\/03\/one\/">一/);
    assert.match(text('2025/12/two/index.html'), /src="\/assets\/images\/[^"]+"/);
    assert.match(text('old/four.html'), /href="\/2025\/12\/two\/#%E8%8A%82"/);
    const headersOf = parseHeaders(text('_headers'));
    for (const file of ['/2026/03/one/index.md', '/posts/three/index.md']) {
      assert.equal(headersOf(file)['content-type'], 'text/markdown; charset=utf-8', file);
    }
    assert.deepEqual(said(await check(byMonth)), []);
  });

  it('names the address of a link by the plain one, and shows no link to a draft', async () => {
    const { build: make, text } = site({
      'a.md': post('甲', 'date: 2026-03-06\n', '[乙](/posts/b/)、[丙](/2026/03/c/)、[丁](/x/d/)'),
      'b.md': post('乙', 'date: 2026-03-07\n', '乙'),
      'c.md': post('丙', 'date: 2026-03-08\ndraft: true\n', '丙'),
      'd.md': post('丁', 'date: 2026-03-08\ndraft: true\npermalink: /x/d/\n', '丁'),
    });
    const { problems } = await make(byMonth);
    const hints = problems.map(({ code, hint }) => `${code} ${hint}`);
    assert.deepEqual(hints, [
      'post-link-broken posts/c.md is a draft: publish it, or take the link out.',
      'post-link-broken posts/d.md is a draft: publish it, or take the link out.',
      'post-link-inexact Write /2026/03/b/.',
    ]);
    const page = text('2026/03/a/index.html');
    assert.ok(page.includes('href="/2026/03/b/"'));
    assert.ok(!page.includes('/2026/03/c/') && !page.includes('/x/d/'));
    assert.ok(!text('2026/03/a/index.md').includes('/x/d/'));
  });

  it('has a check tell a link of one draft to another from one to nowhere', async () => {
    const { check } = site({
      'a.md': post('甲', 'date: 2026-03-06\n', '甲'),
      'c.md': post('丙', 'date: 2026-03-08\ndraft: true\n', '丙'),
      'e.md': post('戊', 'date: 2026-03-09\ndraft: true\n', '[丙](/2026/03/c/)'),
    });
    const hints = (await check(byMonth)).problems.map(({ code, hint }) => `${code} ${hint}`);
    const draft = 'posts/c.md is a draft: publish it, or take the link out.';
    assert.deepEqual(hints, [`post-link-broken ${draft}`]);
  });
});

describe('changed permalinks', () => {
  it('make all pages right in a warm build, with redirects and one notice', async () => {
    const { build: make, content, text, check } = site(posts);
    await make({});
    const report = await make(byMonth);
    assert.ok(report.ok);
    const changed = said(report).filter((line) => line.includes('permalinks-changed'));
    assert.deepEqual(changed, ['notice permalinks-changed site.config.ts']);
    assert.deepEqual(
      said(report).filter((line) => /address-|url-/.test(line)),
      [],
    );
    const find = parseRedirects(text('_redirects'));
    assert.equal(find('/posts/one/')?.location, '/2026/03/one/');
    assert.equal(find('/posts/two/')?.location, '/2025/12/two/');
    assert.match(text('posts/one/index.html'), /content="0; url=\/2026\/03\/one\/"/);
    assert.equal(text('posts/three/index.html').includes('http-equiv="refresh"'), false);

    // Kept as a whole, and made from nothing but the memory.
    const warm = content();
    const again = await make(byMonth);
    assert.ok(!said(again).some((line) => /permalinks-changed|address-/.test(line)));
    assertSameContent(content(), warm, 'the next build');
    assert.ok(!said(await check(byMonth)).some((line) => /permalinks-changed|address-/.test(line)));

    const back = await make({});
    assert.ok(back.ok);
    assert.equal(parseRedirects(text('_redirects'))('/2026/03/one/')?.location, '/posts/one/');
    assert.match(text('posts/one/index.html'), /href="\/posts\/two\/"/);
  });

  it('read a list of published slugs, as older versions wrote it', async () => {
    const { build: make, at, text } = site(posts);
    await make({});
    const [name = ''] = readdirSync(at('cache/published'));
    const list = at(`cache/published/${name}`);
    const bytes = peekSealed(list);
    assert.ok(typeof bytes !== 'string');
    const { posts: known, terms } = JSON.parse(bytes.toString()) as {
      readonly posts: readonly Readonly<Record<string, unknown>>[];
      readonly terms: unknown;
    };
    const ofSlugs = known.map(({ file, title, slug, fileChecksum }) => ({
      ...{ file, title, slug, fileChecksum, asked: slug, earlier: slug === 'one' ? ['uno'] : [] },
    }));
    writeSealed(list, Buffer.from(JSON.stringify({ version: 1, posts: ofSlugs, terms })));
    assert.ok((await make(byMonth)).ok);
    const find = parseRedirects(text('_redirects'));
    for (const old of ['/posts/one/', '/posts/uno/']) {
      assert.equal(find(old)?.location, '/2026/03/one/');
    }
    assert.equal(find('/posts/four/')?.location, '/old/four.html');
    assert.ok(readFileSync(list).includes('"version":2'));
  });

  it('follow a permalink that a post gets', async () => {
    const { build: make, at, text } = site({ 'a.md': post('甲', 'date: 2026-03-06\n', '甲') });
    await make({});
    writeFileSync(at('posts/a.md'), post('甲', 'date: 2026-03-06\npermalink: /x/a/\n', '甲'));
    const report = await make({});
    assert.deepEqual(said(report), ['notice address-moved posts/a.md']);
    assert.equal(parseRedirects(text('_redirects'))('/posts/a/')?.location, '/x/a/');
  });
});
