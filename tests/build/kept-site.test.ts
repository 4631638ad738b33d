import assert from 'node:assert/strict';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { buildSound, readFolder } from '../support/build-site.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const body = '甲乙丙丁。'.repeat(100);
const posts = {
  'a.md': `---\ntitle: 甲\ndate: 2026-01-01\ntags: [读]\n---\n\n## 一节\n\n${body}见[[b]]。\n`,
  'b.md':
    '---\ntitle: 乙\ndate: 2026-01-02\ntags: [读]\n---\n\n## 二节\n\n' +
    `${body}见[[a#一节]]，**检索**（Retrieval: 查找）。\n`,
  'c.md': `---\ntitle: 丙\ndate: 2026-01-03\ntags: [写]\n---\n\n${body}`,
};

const config = { feed: { content: 'full' } } as const;

describe('a build that finds its kept site in the cache', () => {
  const folder = temporaryFolder();
  const postsDir = path.join(folder, 'posts');
  const cacheDir = path.join(folder, 'cache');
  const aliasFile = path.join(folder, 'aliases.yaml');

  /**
   * Builds with the cache, and compares with a build that knows only what was published before.
   * @returns the site, and whether a kept site was added to the cache.
   */
  const build = async () => {
    const keptSites = () => new Set(readdirSync(path.join(cacheDir, 'sites')));
    const known = keptSites();
    const onlyMemory = temporaryFolder();
    cpSync(path.join(cacheDir, 'published'), path.join(onlyMemory, 'published'), {
      recursive: true,
    });
    const site = readFolder((await buildSound(postsDir, { cacheDir, aliasFile }, config)).output);
    const fresh = readFolder(
      (await buildSound(postsDir, { cacheDir: onlyMemory, aliasFile }, config)).output,
    );
    assertSameContent(site, fresh, 'the build with a cache');
    return { site, isNew: [...keptSites()].some((name) => !known.has(name)) };
  };
  const edit = (name: keyof typeof posts, from: string | RegExp, to: string) => {
    const text = posts[name].replace(from, to);
    assert.notEqual(text, posts[name]);
    writeFiles(postsDir, { ...posts, [name]: text });
  };

  before(async () => {
    writeFiles(postsDir, posts);
    await buildSound(postsDir, { cacheDir, aliasFile }, config);
  });

  it('uses it when nothing has changed', async () => {
    writeFiles(postsDir, posts);
    assert.equal((await build()).isNew, false);
  });

  it('makes all anew when the label of a term has changed', async () => {
    writeFiles(folder, { 'labels.yaml': 'tag: { 读: 阅读 }\n' });
    const { site, isNew } = await build();
    assert.equal(isNew, true);
    assert.match(String(site.get('tags/index.html')), /阅读/);
    rmSync(path.join(folder, 'labels.yaml'));
  });

  it('uses it when words of a body have changed that no other page shows', async () => {
    edit('b.md', '甲乙丙丁。', '戊己庚。');
    const { site, isNew } = await build();
    assert.equal(isNew, false);
    const html = site.get('posts/b/index.html')?.toString() ?? '';
    assert.match(html, /戊己庚/);
    // Length, links and feed are those of the new words.
    assert.match(html, /<li>4\d\d 字<\/li>/);
    assert.match(html, /href="\/posts\/a\/#%E4%B8%80%E8%8A%82"/);
    assert.match(site.get('feed.xml')?.toString() ?? '', /戊己庚/);
  });

  it('renders pages that are no longer in the cache', async () => {
    writeFiles(postsDir, posts);
    rmSync(path.join(cacheDir, 'pages'), { recursive: true });
    assert.equal((await build()).isNew, false);
  });

  const edits: Readonly<Record<string, readonly [keyof typeof posts, string | RegExp, string]>> = {
    'a title': ['a.md', 'title: 甲', 'title: 甲甲'],
    'a date': ['a.md', '2026-01-01', '2026-01-04'],
    'an address': ['a.md', 'tags', 'slug: alpha\ntags'],
    'a tag': ['a.md', '[读]', '[读, 写]'],
    'a heading': ['a.md', '## 一节', '## 首节'],
    'where a link leads': ['a.md', '[[b]]', '[[c]]'],
    'a gloss': ['b.md', '查找', '寻找'],
    'the time to read it': ['c.md', body, body.repeat(2)],
    'an original': [
      'c.md',
      body,
      `<details><summary>English original</summary>\n\nText.\n\n</details>\n\n${body}`,
    ],
    'what makes a post public': ['c.md', 'tags', 'draft: true\ntags'],
  };
  for (const [name, change] of Object.entries(edits)) {
    it(`makes it anew when other pages may show ${name}`, async () => {
      edit(...change);
      assert.equal((await build()).isNew, true);
    });
  }

  it('makes it anew for other aliases', async () => {
    writeFiles(postsDir, posts);
    writeFiles(folder, { 'aliases.yaml': 'tag:\n  阅读: [读]\n' });
    const { site, isNew } = await build();
    assert.equal(isNew, true);
    assert.match(site.get('posts/a/index.html')?.toString() ?? '', /阅读/);
  });
});
