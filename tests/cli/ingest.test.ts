import assert from 'node:assert/strict';
import {
  cpSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { UsageError } from '../../src/cli/command-line.ts';
import { shareOf } from '../../src/cli/ingest.ts';
import type { IngestReport } from '../../src/report/ingest-report.ts';
import { listFiles } from '../../src/shared/list-files.ts';
import { filesWith, readFolder, type FolderContent } from '../support/build-site.ts';
import { ownPost } from '../support/own-site.ts';
import { commandOfProgram } from '../support/program.ts';
import { siteBuildCommand, startCommand } from '../support/run-build.ts';
import { runCommand } from '../support/run-command.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const count = 3;
const shards = Array.from({ length: count }, (_, at) => `${at + 1}/${count}`);

/** A site with all that a post may bring along: a picture, a linked file, a warning, a hook. */
async function writeSite(folder: string): Promise<void> {
  const blank = { width: 700, height: 40, channels: 3, background: '#a2361f' } as const;
  const posts = Array.from({ length: 18 }, (_, at) => {
    const more = `tags: [同, 词${at % 5}]\n`;
    const body = `第 ${at} 篇。$x^2$ [前一篇](post-${Math.max(0, at - 1)}.md)\n\n![图](p.png)\n`;
    return [`posts/post-${at}.md`, ownPost(`文${at}`, `2026-02-${at + 10}`, body, more)] as const;
  });
  writeFiles(folder, {
    'site.config.mjs': [
      "export default { title: '站', url: 'https://example.com',",
      "  hooks: { transformArticle: ['hooks/mark.mjs'] } };\n",
    ].join('\n'),
    'hooks/mark.mjs': "export default (html) => `${html}<hr class='own'>`;\n",
    ...Object.fromEntries(posts),
    'posts/deep/undated.md':
      '---\ntitle: 无日\nslug: deep/undated\n---\n\n[表](t.csv) ![缺](missing.png)\n\n[[无此文]]\n',
    'posts/deep/t.csv': 'a,b\n',
    'posts/draft.md': ownPost('zdraftz', '2026-01-01', 'zdraftz', 'draft: true\n'),
    'posts/future.md': ownPost('zfuturez', '2999-01-01', 'zfuturez'),
    'posts/p.png': await sharp({ create: blank }).png().toBuffer(),
  });
}

describe('ingest --shard', { timeout: 600_000 }, () => {
  const folder = temporaryFolder();
  const site = path.join(folder, 'site');
  /** Each machine has the site somewhere else, and a cache of its own. */
  const machines = shards.map((shard, at) => ({
    shard,
    site: path.join(folder, `machine-${at}`, 'deeper/'.repeat(at), 'checkout'),
    cache: path.join(folder, `cache-${at}`),
  }));
  let clean: FolderContent;
  const reports: IngestReport[] = [];

  const ingest = async (config: string, cache: string, ...args: readonly string[]) => {
    const all = ['--config', config, '--cache', cache, '--format', 'json', ...args];
    const command = [process.execPath, ...commandOfProgram, 'ingest', ...all];
    const { code, output } = await startCommand(command, { cwd: folder }).finished;
    assert.equal(code, 0, output);
    return JSON.parse(output.slice(output.indexOf('{'))) as IngestReport;
  };
  const build = async (cache: string): Promise<FolderContent> => {
    const args = ['--config', site, '--cache', cache];
    const { code, output } = await startCommand(siteBuildCommand(args), { cwd: folder }).finished;
    assert.equal(code, 0, output);
    return readFolder(path.join(site, '_site'));
  };
  /** The caches of all machines, copied into one. */
  const merged = (name: string): string => {
    const cache = path.join(folder, name);
    for (const machine of machines) cpSync(machine.cache, cache, { recursive: true });
    return cache;
  };
  const kept = (cache: string) =>
    ['posts', 'search-parts'].map((name) => readdirSync(path.join(cache, name)).sort());

  before(async () => {
    await writeSite(site);
    for (const machine of machines) cpSync(site, machine.site, { recursive: true });
    clean = await build(path.join(folder, 'cache-of-one'));
    reports.push(
      ...(await Promise.all(
        machines.map((machine) => ingest(machine.site, machine.cache, '--shard', machine.shard)),
      )),
    );
  });

  it('renders every post once, drafts and posts of the future excepted', () => {
    const sum = (value: (report: IngestReport) => number) =>
      reports.reduce((total, report) => total + value(report), 0);
    assert.deepEqual(
      reports.map(({ shard }) => shard),
      shards,
    );
    for (const { posts, rendered } of reports) assert.ok(posts > 0 && posts === rendered);
    assert.deepEqual(
      [sum(({ posts }) => posts), sum(({ drafts }) => drafts), sum(({ future }) => future)],
      [19, 1, 1],
    );
    for (const { cache } of machines) {
      assert.deepEqual(filesWith(readFolder(cache), 'zdraftz'), []);
      assert.deepEqual(filesWith(readFolder(cache), 'zfuturez'), []);
    }
  });

  it('lets the build of the merged caches render nothing, and write the same bytes', async () => {
    const cache = merged('merged');
    // As if the copies had been under way for days: age alone removes nothing.
    const old = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000);
    for (const file of listFiles(cache)) utimesSync(file, old, old);
    const before = kept(cache);
    assertSameContent(await build(cache), clean, 'the merged build');
    assert.deepEqual(kept(cache), before);
    const { rendered, problems } = await ingest(site, cache);
    assert.equal(rendered, 0);
    // Each machine names files as seen from where it is.
    assert.deepEqual(
      problems.map(({ file, code }) => [file, code]),
      [
        ['site/posts/deep/undated.md', 'slug-is-a-path'],
        ['site/posts/deep/undated.md', 'image-missing'],
      ],
    );
  });

  it('makes what no shard has, and again what a copy has damaged', async () => {
    const cache = path.join(folder, 'damaged');
    for (const machine of machines.slice(1)) cpSync(machine.cache, cache, { recursive: true });
    const [changed = '', cut = ''] = [...listFiles(path.join(cache, 'posts'))].sort();
    const bytes = readFileSync(changed);
    for (let at = 0; at < bytes.length / 2; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    writeFileSync(changed, bytes);
    truncateSync(cut, readFileSync(cut).length >> 1);
    assertSameContent(await build(cache), clean, 'the build of a damaged cache');
  });

  it('keeps drafts apart', async () => {
    const cache = path.join(folder, 'drafts');
    assert.equal((await ingest(site, cache, '--drafts')).rendered, 20);
    const before = kept(cache);
    assertSameContent(await build(cache), clean, 'the public build');
    assert.deepEqual(kept(cache), before);
  });
});

describe('ingest', () => {
  const folder = temporaryFolder();
  const cache = path.join(folder, 'cache');
  const run = (...args: readonly string[]) =>
    runCommand('ingest', ['--config', folder, '--cache', cache, ...args]);
  const settings = {
    'site.config.mjs': "export default { title: 'a', url: 'https://a.example' };",
  };

  it('says which shards there are', () => {
    assert.deepEqual(shareOf('2/3'), { number: 2, count: 3 });
    for (const wrong of ['0/3', '4/3', 'x', '', '1', '1/0', '1/2/3', '-1/2', '1.5/2', '1/99999']) {
      assert.throws(() => shareOf(wrong), UsageError, wrong);
    }
    const { status, stderr } = run('--shard', '4/3');
    assert.equal(status, 2);
    assert.match(stderr, /^--shard is "4\/3", but must be two numbers K\/N with K from 1 to N/);
  });

  it('fails as a build does for posts with errors, and keeps the others', () => {
    writeFiles(folder, {
      ...settings,
      'posts/good.md': ownPost('好', '2026-01-01'),
      'posts/bad.md': '---\ntitle: [坏\n---\n\n正文\n',
    });
    const strict = run();
    assert.equal(strict.status, 1);
    assert.match(strict.stdout, /bad\.md:\d/);
    assert.match(
      strict.stdout,
      /has 1 post: 1 rendered now, 0 kept before\nLeft out: 1 with errors/,
    );
    const { status, stdout } = run('--keep-going');
    assert.equal(status, 0);
    assert.match(stdout, /has 1 post: 0 rendered now, 1 kept before/);
  });

  it('takes an empty shard for done, and an empty folder for an error', () => {
    const own = temporaryFolder();
    const args = ['--config', own, '--cache', path.join(own, 'cache'), '--keep-going'];
    writeFiles(own, { ...settings, 'posts/a.txt': '' });
    const empty = runCommand('ingest', args);
    assert.equal(empty.status, 1);
    assert.match(empty.stdout, /\[no-posts\]/);
    writeFiles(own, { 'posts/one.md': ownPost('一', '2026-01-01') });
    const done = ['1/2', '2/2'].map((shard) => runCommand('ingest', [...args, '--shard', shard]));
    assert.deepEqual(
      done.map(({ status }) => status),
      [0, 0],
    );
    assert.match(done.map(({ stdout }) => stdout).join(''), /has 0 posts of shard/);
  });
});
