import assert from 'node:assert/strict';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { checkCorpus } from '../../src/check/check-corpus.ts';
import { firstCommitDays } from '../../src/ingest/git-dates.ts';
import { makeConfig } from '../support/articles.ts';
import { build } from '../support/build-site.ts';
import {
  callCarelessly,
  commitAll,
  git,
  markingProgram,
  plants,
} from '../support/planted-repositories.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const undated = '---\ntitle: 无日期\n---\n正文。\n';
const day = '2024-05-05';

/** A site in a repository of its own, with one post. */
function committedSite(): { siteDir: string; postsDir: string } {
  const siteDir = path.join(temporaryFolder(), 'site');
  writeFiles(siteDir, { 'posts/a.md': undated });
  commitAll(siteDir, day);
  return { siteDir, postsDir: path.join(siteDir, 'posts') };
}

async function daysOf(history: { siteDir: string; postsDir: string }, ...files: string[]) {
  return Object.fromEntries(await firstCommitDays(history, files, 'UTC'));
}

describe('firstCommitDays', () => {
  it('dates files by their first commit, in the zone of the site', async () => {
    const siteDir = temporaryFolder();
    writeFiles(siteDir, {
      'posts/a.md': 'long enough to be followed\n'.repeat(5),
      'posts/new.md': '',
    });
    git(siteDir, '', 'init', '--quiet');
    git(siteDir, '', 'add', 'posts/a.md');
    git(siteDir, '2024-05-05T20:00:00Z', 'commit', '--quiet', '-m', 'one');
    git(siteDir, '', 'mv', 'posts/a.md', 'posts/-b 写.md');
    git(siteDir, '2025-01-01T00:00:00Z', 'commit', '--quiet', '-m', 'two');
    const history = { siteDir, postsDir: path.join(siteDir, 'posts') };
    const days = await firstCommitDays(history, ['-b 写.md', 'new.md'], 'Asia/Shanghai');
    assert.deepEqual([...days], [['-b 写.md', '2024-05-06']]);
  });

  it('takes names of files literally, whatever they mean to git', async () => {
    const siteDir = temporaryFolder();
    const names = [':(exclude)a.md', ':!b.md', '*.md', '--all.md', '"c".md', '[d].md'];
    writeFiles(siteDir, Object.fromEntries(names.map((name) => [`posts/${name}`, undated])));
    commitAll(siteDir, day);
    const days = await daysOf({ siteDir, postsDir: path.join(siteDir, 'posts') }, ...names);
    assert.deepEqual(days, Object.fromEntries(names.map((name) => [name, day])));
  });

  it('finds the repository above a site, in linked work trees, by links to posts', async () => {
    const { siteDir, postsDir } = committedSite();
    const inner = path.join(siteDir, 'inner');
    mkdirSync(inner);
    symlinkSync(postsDir, path.join(inner, 'posts'));
    assert.deepEqual(await daysOf({ siteDir: inner, postsDir }, 'a.md'), { 'a.md': day });
    const linked = path.join(inner, 'posts');
    assert.deepEqual(await daysOf({ siteDir: inner, postsDir: linked }, 'a.md'), { 'a.md': day });

    const tree = path.join(temporaryFolder(), 'tree');
    git(siteDir, '', 'worktree', 'add', '--quiet', tree);
    const history = { siteDir: tree, postsDir: path.join(tree, 'posts') };
    assert.deepEqual(await daysOf(history, 'a.md'), { 'a.md': day });
  });

  it('does not mind the repository of a hook that starts the build', async () => {
    const history = committedSite();
    const other = committedSite();
    process.env.GIT_DIR = path.join(other.siteDir, '.git');
    process.env.GIT_WORK_TREE = '/';
    try {
      assert.deepEqual(await daysOf(history, 'a.md'), { 'a.md': day });
    } finally {
      delete process.env.GIT_DIR;
      delete process.env.GIT_WORK_TREE;
    }
  });

  it('knows nothing outside a repository, and never guesses', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'a.md': '' });
    assert.deepEqual(await daysOf({ siteDir: folder, postsDir: folder }, 'a.md'), {});
    const { siteDir } = committedSite();
    assert.deepEqual(await daysOf({ siteDir, postsDir: folder }, 'a.md'), {});
  });

  it('does not trust a shallow clone', async () => {
    const folder = temporaryFolder();
    const origin = path.join(folder, 'origin');
    writeFiles(origin, { 'posts/a.md': 'one' });
    commitAll(origin, '2024-01-01');
    writeFiles(origin, { 'posts/b.md': 'two' });
    git(origin, '', 'add', '.');
    git(origin, '2025-01-01T00:00:00Z', 'commit', '--quiet', '-m', 'two');
    git(folder, '', 'clone', '--quiet', '--depth=1', `file://${origin}`, 'clone');
    const clone = path.join(folder, 'clone');
    assert.deepEqual(
      await daysOf({ siteDir: clone, postsDir: path.join(clone, 'posts') }, 'a.md'),
      {},
    );
  });
});

describe('a repository among the posts', () => {
  for (const { name, plant, runsWith } of plants) {
    it(`runs nothing while a site is built or checked: ${name}`, async () => {
      const folder = temporaryFolder();
      const siteDir = path.join(folder, 'site');
      const postsDir = path.join(siteDir, 'posts');
      const { program, marker } = markingProgram(folder);
      writeFiles(siteDir, { 'posts/a.md': undated });
      plant(postsDir, program);
      callCarelessly(postsDir, runsWith, marker);
      assert.ok(existsSync(marker), 'The planted program does not run at all.');
      rmSync(marker);

      // The folder of the settings: beside the posts, above that, and among the posts.
      for (const site of [siteDir, folder, postsDir]) {
        assert.deepEqual(await daysOf({ siteDir: site, postsDir }, 'a.md'), {});
      }
      const linked = path.join(folder, 'linked');
      symlinkSync(postsDir, linked);
      assert.deepEqual(await daysOf({ siteDir, postsDir: linked }, 'a.md'), {});
      const { report } = await build(postsDir, { siteDir });
      assert.deepEqual([report.ok, report.posts], [true, 1]);
      const checked = await checkCorpus(makeConfig({}), {
        ...{ siteDir, postsDir, postsLabel: 'posts', drafts: true },
        ...{ now: new Date('2026-06-01T04:00:00Z'), terms: false },
      });
      assert.equal(checked.posts, 1);
      assert.ok(!existsSync(marker), 'A program of the posts folder was run.');
    });
  }

  it('does not take the place of the repository around it', async () => {
    const folder = temporaryFolder();
    const { program, marker } = markingProgram(folder);
    for (const { name, plant } of plants) {
      const history = committedSite();
      plant(history.postsDir, program);
      assert.deepEqual(await daysOf(history, 'a.md'), { 'a.md': day }, name);
      // Settings among the posts.
      const among = { ...history, siteDir: history.postsDir };
      assert.deepEqual(await daysOf(among, 'a.md'), { 'a.md': day }, name);
    }
    assert.ok(!existsSync(marker), 'A program of the posts folder was run.');
  });

  it('is not read where the .git of the site leads to it', async () => {
    for (const lead of ['link', 'file'] as const) {
      const { siteDir, postsDir } = committedSite();
      renameSync(path.join(siteDir, '.git'), path.join(postsDir, 'moved'));
      if (lead === 'link') symlinkSync('posts/moved', path.join(siteDir, '.git'));
      else writeFileSync(path.join(siteDir, '.git'), 'gitdir: posts/moved\n');
      assert.match(git(siteDir, '', 'log', '--format=%aI'), /^2024/);
      assert.deepEqual(await daysOf({ siteDir, postsDir }, 'a.md'), {}, lead);
    }
  });

  it('runs nothing while the commands build or check', () => {
    const folder = temporaryFolder();
    const { program, marker } = markingProgram(folder);
    const site = path.join(folder, 'site');
    writeFiles(site, {
      'posts/a.md': undated,
      'site.config.mjs': 'export default { title: "T", url: "https://example.org" };',
    });
    plants[0]?.plant(path.join(site, 'posts'), program);
    for (const command of ['check', 'build'] as const) {
      const cache = command === 'build' ? ['--cache', path.join(folder, 'cache')] : [];
      const { status, stderr } = runCommand(command, ['--config', site, ...cache]);
      assert.equal(status, 0, stderr);
    }
    assert.ok(existsSync(path.join(site, '_site/index.html')));
    assert.ok(!existsSync(marker), 'A program of the posts folder was run.');
  });

  it('runs nothing either when it is the repository of the site', async () => {
    const folder = temporaryFolder();
    const { program, marker } = markingProgram(folder);
    const { siteDir, postsDir } = committedSite();
    const own = {
      'log.showSignature': 'true',
      'gpg.program': program,
      'core.fsmonitor': program,
      'diff.external': program,
      'core.pager': program,
      'pager.log': program,
    };
    for (const [key, value] of Object.entries(own)) git(siteDir, '', 'config', key, value);
    assert.deepEqual(await daysOf({ siteDir, postsDir }, 'a.md'), { 'a.md': day });
    writeFiles(siteDir, { '.git/config': lazyOwn(program) });
    rmSync(path.join(siteDir, '.git/objects'), { recursive: true });
    mkdirSync(path.join(siteDir, '.git/objects'));
    assert.deepEqual(await daysOf({ siteDir, postsDir }, 'a.md'), {});
    assert.ok(!existsSync(marker), 'A program of the configuration was run.');
  });
});

/** Configuration of a clone that asks a program for objects it lacks. */
function lazyOwn(program: string): string {
  return `[core]
	repositoryformatversion = 1
[extensions]
	partialClone = o
[remote "o"]
	url = "ext::${program}"
	promisor = true
[protocol "ext"]
	allow = always
`;
}
