import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { checkCorpus, type CheckReport } from '../../src/check/check-corpus.ts';
import { buildCache } from '../../src/store/cache-folders.ts';
import { makeConfig } from '../support/articles.ts';
import { buildSound, filesWith, readFolder } from '../support/build-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const config = { terms: { minimumPosts: 1 } };
const link =
  '---\ntitle: 链接\ndate: 2026-01-01\n---\n[x](/tags/css/)\n\n**版心**（Type area: 排\n';
const tagged = '---\ntitle: 标签\ndate: 2026-01-02\nsummary: 摘要\ntags: [css]\n---\n正文\n';
const draft = '---\ntitle: qzdraftzq\ndraft: true\nArea: x\n---\n草稿\n';

describe('checkCorpus with the cache of builds', () => {
  const root = temporaryFolder();
  let sites = 0;
  let posts: string;
  let cacheDir: string;
  const now = new Date('2026-06-01T04:00:00Z');
  let hasGathered = false;
  const check = (drafts = true): Promise<CheckReport> => {
    hasGathered = false;
    return checkCorpus(
      makeConfig(config),
      { ...{ postsDir: posts, postsLabel: 'posts', cacheDir, drafts, terms: false }, now },
      (stage) => (hasGathered ||= stage === 'gather'),
    );
  };
  const codes = ({ problems }: CheckReport) =>
    problems.map(({ file, line, code }) => `${code} ${file}:${line}`);
  /** Each build or check that renders or inspects something adds a segment. */
  const segments = () => {
    const { posts: rendered, checks } = buildCache(cacheDir);
    return [rendered, checks].map((folder) => readdirSync(folder).length);
  };

  beforeEach(() => {
    const folder = path.join(root, String(sites++));
    posts = path.join(folder, 'posts');
    cacheDir = path.join(folder, 'cache');
    writeFiles(posts, { 'link.md': link, 'tagged.md': tagged });
  });

  it('renders nothing that a build has rendered, with or without drafts', async () => {
    const workers = process.env.INKSTONE_WORKERS;
    process.env.INKSTONE_WORKERS = '1';
    try {
      for (const drafts of [false, true]) {
        await buildSound(posts, { cacheDir, drafts }, config);
        await check();
        assert.deepEqual(segments(), [1, 1]);
      }
    } finally {
      if (workers === undefined) delete process.env.INKSTONE_WORKERS;
      else process.env.INKSTONE_WORKERS = workers;
    }
  });

  it('finds the same again, and what other posts have changed', async () => {
    const expected = ['summary-missing posts/link.md:1', 'gloss-unclosed posts/link.md:7'];
    const first = await check();
    assert.deepEqual(codes(first), expected);
    assert.deepEqual(await check(), first);
    writeFiles(posts, { 'tagged.md': tagged.replace('tags: [css]\n', '') });
    assert.deepEqual(codes(await check()), ['link-broken posts/link.md:5', ...expected]);
  });

  it('takes the site that a build has kept, and finds the same', async () => {
    const held = '---\ntitle: 待\nsummary: 摘要\ndraft: true\n---\n[[链接]] [文](a.pdf) [[无]]\n';
    writeFiles(posts, { 'held.md': held, 'a.pdf': 'PDF' });
    const gathered = await check();
    assert.equal(hasGathered, true);
    await buildSound(posts, { cacheDir }, config);
    assert.deepEqual(await check(), gathered);
    assert.equal(hasGathered, false);
    writeFiles(posts, { 'link.md': `${link}别的\n` });
    assert.deepEqual(codes(await check()), codes(gathered));
    assert.equal(hasGathered, false);
    writeFiles(posts, { 'tagged.md': tagged.replace('css', 'html') });
    assert.ok(codes(await check()).includes('link-broken posts/link.md:5'));
    assert.equal(hasGathered, true);
  });

  it('leaves no draft to a public build, and without drafts looks into none', async () => {
    writeFiles(posts, { 'draft.md': draft });
    assert.ok(codes(await check()).includes('key-spelling posts/draft.md:4'));
    const { output } = await buildSound(posts, { cacheDir }, config);
    assert.deepEqual(filesWith(readFolder(output), 'qzdraftzq'), []);
    const report = await check(false);
    assert.deepEqual(
      filesWith(new Map([['', Buffer.from(JSON.stringify(report))]]), 'draft.md'),
      [],
    );
    assert.equal(report.posts, 2);
  });
});

describe('checkCorpus with posts that are held back', () => {
  const root = temporaryFolder();
  let sites = 0;
  const post = (title: string, fields: string, body: string) =>
    `---\ntitle: ${title}\ndate: 2026-01-01\nsummary: 摘要\n${fields}---\n${body}\n`;
  const check = async (files: Record<string, string>, drafts = true) => {
    const postsDir = path.join(root, String(sites++));
    writeFiles(postsDir, files);
    const report = await checkCorpus(makeConfig(config), {
      ...{ postsDir, postsLabel: 'posts', drafts, terms: true },
      now: new Date('2026-06-01T04:00:00Z'),
    });
    const found = report.problems.map(({ file, line, code, hint = '' }) =>
      [code, `${file}:${line}`, hint].join(' '),
    );
    return { ...report, found };
  };
  const isDraft = 'is a draft: publish it, or take the link out.';

  it('reports links of published posts to them, as a build does', async () => {
    const files = {
      'a.md': post('甲', '', '[[乙]] [[丙]] [t](/tags/css/)'),
      'b.md': post('乙', 'draft: true\ntags: [css]\n', '正文'),
      'c.md': post('丙', '', '正文丙').replace('2026-01-01', '2026-07-01'),
    };
    const { found, posts, drafts } = await check(files);
    assert.deepEqual(found, [
      'link-broken posts/a.md:6 Link to a page of the site.',
      `post-link-broken posts/a.md:6 posts/b.md ${isDraft}`,
      'post-link-broken posts/a.md:6 posts/c.md has a date in the future: a build from that day ' +
        'on publishes it.',
    ]);
    assert.deepEqual([posts, drafts], [3, 1]);
  });

  it('gives no published post another address for them, and warns of theirs', async () => {
    const { found } = await check({
      'a/one.md': post('甲', 'draft: true\n', '正文'),
      'b/one.md': post('乙', '', '正文乙'),
      'c.md': post('丙', '', '[[one]] [x](/posts/one/)'),
      'd/two.md': post('丁', 'draft: true\n', '正文丁'),
      'e/two.md': post('戊', 'draft: true\n', '正文戊'),
    });
    const hint = 'Rename one of the files or give it a "slug: …" of its own.';
    assert.deepEqual(found, [
      `url-collision posts/a/one.md:1 ${hint}`,
      `url-collision posts/e/two.md:1 ${hint}`,
    ]);
  });

  it('warns of their old addresses', async () => {
    const { found } = await check({
      'a.md': post('甲', 'aliases: [/2019/a/]\n', '正文'),
      'b.md': post('乙', 'draft: true\naliases: [/2019/a/, "/x?y", /2019/b/]\n', '正文乙'),
    });
    assert.deepEqual(
      found.map((text) => text.split(':')[0]),
      ['alias-not-an-address posts/b.md', 'alias-taken posts/b.md'],
    );
  });

  it('checks what they hold themselves: links, terms, series, duplicates', async () => {
    const fields = 'draft: true\nseries: 连载\n';
    const { found, terms } = await check({
      'a.md': post('甲', 'series: 连载\ntags: [Typographie]\n', '同文'),
      'b.md': post('乙', `${fields}tags: [Typographies]\n`, '[[甲]] [[乙]] [[丙]] [x](/abuot/)'),
      'c.md': post('丙', fields, '同文'),
    });
    assert.deepEqual(found, [
      'link-broken posts/b.md:9 Link to a page of the site.',
      `post-link-broken posts/b.md:9 posts/c.md ${isDraft}`,
      'body-duplicate posts/c.md:8 Delete one of them.',
    ]);
    assert.match(terms ?? '', /Typographie/);
  });

  it('is content where no post is published', async () => {
    const { found, posts } = await check({ 'a.md': post('甲', 'draft: true\n', '正文') });
    assert.deepEqual([found, posts], [[], 1]);
  });
});
