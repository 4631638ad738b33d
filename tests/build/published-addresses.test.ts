import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { BuildOptions } from '../../src/build/build-options.ts';
import { checkCorpus } from '../../src/check/check-corpus.ts';
import type { Problem } from '../../src/content/problem.ts';
import { parseRedirects } from '../../src/serve/redirect-rules.ts';
import { writeSealed } from '../../src/store/sealed-file.ts';
import { makeConfig } from '../support/articles.ts';
import { build, readFolder, type FolderContent } from '../support/build-site.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

function post(title: string, more = '', body = `${title}的正文。`): string {
  return `---\ntitle: ${title}\ndate: 2026-01-02\n${more}---\n\n${body}\n`;
}

/** A site that is built again and again with one cache. */
function site(posts: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder, name);
  const options = { cacheDir: at('cache'), outputDir: at('site'), aliasFile: at('aliases.yaml') };
  writeFiles(at('posts'), posts);
  const content = () => readFolder(at('site'));
  return {
    at,
    content,
    write: (more: Readonly<Record<string, string>>) => writeFiles(at('posts'), more),
    move: (from: string, to: string) => renameSync(at(`posts/${from}`), at(`posts/${to}`)),
    remove: (name: string) => rmSync(at(`posts/${name}`)),
    aliases: (yaml: string) => writeFileSync(at('aliases.yaml'), yaml),
    build: async (more: Partial<BuildOptions> = {}) =>
      (await build(at('posts'), { ...options, ...more })).report,
    check: async () =>
      checkCorpus(makeConfig(), {
        ...{ postsDir: at('posts'), postsLabel: 'posts', now: new Date('2026-06-01') },
        ...{ drafts: true, terms: false, aliasFile: options.aliasFile, cacheDir: options.cacheDir },
      }),
    keptSites: () => readdirSync(at('cache/sites')).sort(),
    /** Absolute paths of the memories in the cache. */
    memories: () =>
      existsSync(at('cache/published'))
        ? readdirSync(at('cache/published')).map((name) => at(`cache/published/${name}`))
        : [],
  };
}

function said({ problems }: { readonly problems: readonly Problem[] }): readonly string[] {
  return problems.map(({ severity, code, file, line }) =>
    [severity, code, line === undefined ? file : `${file}:${line}`].join(' '),
  );
}

/** The codes of problems about addresses. */
function ofAddresses(report: { readonly problems: readonly Problem[] }): readonly string[] {
  return said(report).filter((line) => / (?:address|url|addresses|term)-/.test(line));
}

/** Where a site leads from an address, by `_redirects` and by the page for other hosts. */
function assertLeads(content: FolderContent, from: string, to: string): void {
  const find = parseRedirects(String(content.get('_redirects')));
  assert.equal(find(from)?.location, to, `${from} in _redirects`);
  const page = String(content.get(`${from.slice(1)}index.html`));
  assert.ok(page.includes(`content="0; url=${to}"`), `the page of ${from}: ${page}`);
}

const posts = { 'good.md': post('好'), 'other.md': post('另') };

describe('a published address', () => {
  it('keeps its post when a new one asks for it; the build stops before it writes', async () => {
    const { build: make, content, write, check } = site(posts);
    assert.deepEqual(said(await make()), []);
    const published = content();
    write({ 'new.md': post('新', 'slug: good\n') });
    const report = await make();
    assert.equal(report.ok, false);
    assert.deepEqual(said(report), ['error address-taken posts/new.md:4']);
    assertSameContent(content(), published, 'the published site');
    assert.deepEqual(ofAddresses(await check()), ['error address-taken posts/new.md:4']);

    const going = await make({ keepGoing: true });
    assert.deepEqual(said(going), ['error address-taken posts/new.md:4']);
    assert.match(String(content().get('posts/good/index.html')), /好的正文/);
    const [own = ''] = [...content().keys()].filter((name) => /^posts\/good-.*html$/.test(name));
    assert.match(String(content().get(own)), /新的正文/);
    assert.deepEqual(said(await make()), ['warning url-collision posts/new.md:1']);
  });

  it('goes to the new post when that is accepted', async () => {
    const { build: make, content, write } = site(posts);
    await make();
    write({ 'new.md': post('新', 'slug: good\n') });
    const report = await make({ acceptAddresses: true });
    assert.ok(report.ok);
    assert.match(String(content().get('posts/good/index.html')), /新的正文/);
    const accepted = content();
    assert.ok((await make()).ok);
    assertSameContent(content(), accepted, 'the next build');
  });

  it('leads to a post that has moved, for hosts and in the texts of others', async () => {
    const {
      build: make,
      content,
      write,
    } = site({
      ...posts,
      'link.md': post('链', '', '见[好](/posts/good/)。'),
    });
    await make();
    write({ 'good.md': post('好', 'slug: best\n') });
    const report = await make();
    assert.deepEqual(ofAddresses(report), ['notice address-moved posts/good.md:1']);
    assertLeads(content(), '/posts/good/', '/posts/best/');
    assert.match(String(content().get('posts/link/index.html')), /href="\/posts\/best\/"/);
    // Not lost by the next build, nor by one of which nothing is kept but the memory.
    const moved = content();
    await make();
    assertSameContent(content(), moved, 'the next build');
    write({ 'other.md': post('别的') });
    await make();
    assertLeads(content(), '/posts/good/', '/posts/best/');
  });

  it('that vanishes is an error; the hint names what to do', async () => {
    const { build: make, content, remove, write, check } = site(posts);
    await make();
    const published = content();
    remove('good.md');
    const report = await make();
    assert.equal(report.ok, false);
    assert.deepEqual(said(report), ['error address-vanished posts/good.md']);
    assert.match(report.problems[0]?.hint ?? '', /unpublish.*\/posts\/good\/.*--accept-addresses/);
    assert.deepEqual(ofAddresses(await check()), ['error address-vanished posts/good.md']);
    assertSameContent(content(), published, 'the published site');

    // Each of these is a way out.
    write({ 'good.md': post('好', 'draft: true\n') });
    assert.deepEqual(said(await make()), []);
    assert.equal(content().has('posts/good/index.html'), false);
    write({ 'good.md': post('好') });
    await make();
    remove('good.md');
    write({ 'other.md': post('另', 'aliases: [/posts/good/]\n') });
    assert.deepEqual(said(await make()), []);
    assertLeads(content(), '/posts/good/', '/posts/other/');
  });

  it('vanishes with its file, whatever alias differs from it in case only', async () => {
    const { build: make, content, remove, write } = site(posts);
    await make();
    remove('good.md');
    write({ 'other.md': post('另', 'aliases: [/posts/Good/]\n') });
    assert.deepEqual(said(await make()), ['error address-vanished posts/good.md']);
    // An alias of the post itself adds to what is remembered.
    write({
      'good.md': post('好', 'slug: best\naliases: [/posts/Good/]\n'),
      'other.md': post('另'),
    });
    assert.deepEqual(ofAddresses(await make()), ['notice address-moved posts/good.md:1']);
    assertLeads(content(), '/posts/good/', '/posts/best/');
    const find = parseRedirects(String(content().get('_redirects')));
    assert.equal(find('/posts/Good/')?.location, '/posts/best/');
  });

  it('is not named beside the error that the folder is empty', async () => {
    const { build: make, remove } = site(posts);
    await make();
    for (const name of Object.keys(posts)) remove(name);
    assert.deepEqual(said(await make({ keepGoing: true })), ['error no-posts posts']);
  });

  it('may be given up: it is named once and forgotten', async () => {
    const { build: make, remove } = site({ ...posts, 'third.md': post('三') });
    await make();
    for (const [name, option] of [
      ['good.md', { acceptAddresses: true }],
      ['other.md', { keepGoing: true }],
    ] as const) {
      remove(name);
      const report = await make(option);
      assert.ok(report.ok);
      assert.deepEqual(
        report.problems.map(({ code }) => code),
        ['address-vanished'],
      );
      const advises = (report.problems[0]?.hint ?? '').includes('--accept-addresses');
      assert.equal(advises, !('acceptAddresses' in option));
    }
    assert.deepEqual(said(await make()), []);
  });

  it('is not lost in builds and checks that publish something else', async () => {
    const { build: make, write, memories, check } = site(posts);
    await make({ drafts: true });
    await make({ future: true });
    await check();
    assert.deepEqual(memories(), []);
    await make();
    const [file = ''] = memories();
    const memory = readFileSync(file);
    write({ 'good.md': post('好', 'slug: best\n'), 'new.md': post('新', 'slug: good\n') });
    assert.deepEqual(ofAddresses(await make({ drafts: true })), []);
    await check();
    assert.deepEqual(readFileSync(file), memory);
  });

  it('is warned of where the memory is damaged, and known again after it', async () => {
    const { build: make, write, memories, check } = site(posts);
    await make();
    const [file = ''] = memories();
    writeFileSync(file, readFileSync(file).subarray(9));
    const before = readFileSync(file);
    const expected = `warning addresses-damaged ${path.relative(process.cwd(), file)}`;
    assert.deepEqual(ofAddresses(await check()), [expected]);
    assert.deepEqual(readFileSync(file), before);
    const report = await make();
    assert.deepEqual(said(report), [expected]);
    assert.match(report.problems[0]?.hint ?? '', /\.json\.damaged/);
    assert.deepEqual(readFileSync(`${file}.damaged`), before);
    write({ 'new.md': post('新', 'slug: good\n') });
    assert.deepEqual(said(await make()), ['error address-taken posts/new.md:4']);
  });

  it('is not forgotten where the memory cannot be read, or is of another version', async () => {
    const { build: make, content, write, memories, check } = site(posts);
    await make();
    write({ 'good.md': post('好', 'slug: best\n') });
    await make();
    const published = content();
    const [file = ''] = memories();
    const memory = readFileSync(file);
    const stops = async () => {
      const report = await make({ keepGoing: true });
      assert.equal(report.ok, false);
      const name = path.relative(process.cwd(), file);
      assert.deepEqual(said(report), [`error addresses-unreadable ${name}`]);
      await assert.rejects(check(), /list of published addresses/);
      assertSameContent(content(), published, 'the published site');
    };
    writeSealed(file, Buffer.from('{"version":99}'));
    await stops();
    // A link to itself is refused by the system, whoever asks.
    rmSync(file);
    symlinkSync(file, file);
    await stops();
    rmSync(file);
    writeFileSync(file, memory);
    await make();
    assertSameContent(content(), published, 'the next build');
  });

  it('belongs to a site: another with the same cache knows nothing of it', async () => {
    const { build: make, write, at } = site(posts);
    await make();
    write({ 'good.md': post('好', 'slug: best\n') });
    const other = { postsDir: at('posts'), cacheDir: at('cache'), outputDir: at('other') };
    const { report } = await build(at('posts'), other, { url: 'https://other.example' });
    assert.deepEqual(said(report), []);
  });

  it('named by two posts of which names differ in case only is a warning of both', async () => {
    const { build: make } = site({ 'good.md': post('好'), 'sub/Good.md': post('又') });
    const report = await make();
    assert.deepEqual(said(report), ['warning url-collision posts/sub/Good.md:1']);
    assert.match(report.problems[0]?.message ?? '', /posts\/good\.md/);
  });
});

describe('the address of a term', () => {
  const tagged = (tag: string) => ({
    'a.md': post('甲', `area: ${tag}\n`),
    'b.md': post('乙', `area: ${tag}\n`),
  });

  it('leads to the page of its new name, also after more builds', async () => {
    const { build: make, content, aliases, write } = site(tagged('web'));
    await make();
    assert.ok(content().has('areas/web/index.html'));
    aliases('area:\n  网络: [web]\n');
    assert.deepEqual(said(await make()), []);
    assertLeads(content(), '/areas/web/', '/areas/wang-luo/');
    aliases('area:\n  互联网: [web, 网络]\n');
    await make();
    assertLeads(content(), '/areas/web/', '/areas/hu-lian-wang/');
    assertLeads(content(), '/areas/wang-luo/', '/areas/hu-lian-wang/');
    write({ 'c.md': post('丙') });
    await make();
    assertLeads(content(), '/areas/web/', '/areas/hu-lian-wang/');
  });

  it('leads to the page of its corrected main name, and so does its feed', async () => {
    const posts = { ...tagged('web'), 'c.md': post('丙', 'area: web\n') };
    const { build: make, content, aliases } = site(posts);
    aliases('area:\n  网路: [web]\n');
    await make();
    assert.ok(content().has('areas/wang-lu/feed.xml'));
    aliases('area:\n  网络: [web]\n');
    assert.deepEqual(said(await make()), []);
    assertLeads(content(), '/areas/wang-lu/', '/areas/wang-luo/');
    const moved = content();
    const find = parseRedirects(String(moved.get('_redirects')));
    assert.equal(find('/areas/wang-lu/feed.xml')?.location, '/areas/wang-luo/feed.xml');
    assert.ok(moved.has('areas/wang-luo/feed.xml'));
    await make();
    assertSameContent(content(), moved, 'the next build');
  });

  it('is kept from a new term whose name gives the same', async () => {
    const { build: make, content, write } = site(tagged('实时'));
    await make();
    const older = { title: '旧', date: '2020-01-01' };
    const text = `---\ntitle: ${older.title}\ndate: ${older.date}\narea: 实施\n---\n\n正文\n`;
    write({ 'c.md': text, 'd.md': text.replace('旧', '旧二') });
    await make();
    assert.match(String(content().get('areas/shi-shi/index.html')), /实时/);
    assert.ok([...content().keys()].some((name) => /^areas\/shi-shi-\w{6}\/index/.test(name)));
  });

  it('whose page is gone for want of posts is a notice', async () => {
    const { build: make, write, check } = site(tagged('web'));
    await make();
    write({ 'b.md': post('乙') });
    assert.deepEqual(ofAddresses(await check()), ['notice term-pages-gone posts']);
    assert.deepEqual(said(await make()), ['notice term-pages-gone posts']);
    assert.deepEqual(said(await make()), []);
  });
});

describe('a kept site', () => {
  it('is found by the build after the one that changed addresses, and by no other', async () => {
    const {
      build: make,
      write,
      aliases,
      keptSites,
    } = site({
      'a.md': post('甲', 'area: web\n'),
      'b.md': post('乙', 'area: web\n'),
    });
    const isKept = async () => {
      const before = keptSites();
      assert.ok((await make()).ok);
      return keptSites().join() === before.join();
    };
    await make();
    assert.equal(await isKept(), true, 'nothing has changed');
    write({ 'a.md': post('甲', 'area: web\nslug: alpha\n') });
    assert.equal(await isKept(), false, 'an address has moved');
    assert.equal(await isKept(), true, 'nothing has changed since');
    aliases('area:\n  网络: [web]\n');
    assert.equal(await isKept(), false, 'a term has moved');
    assert.equal(await isKept(), true, 'nothing has changed since');
  });
});
