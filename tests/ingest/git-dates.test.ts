import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { firstCommitDays } from '../../src/ingest/git-dates.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

function git(folder: string, date: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
    cwd: folder,
    env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    stdio: 'pipe',
  });
}

describe('firstCommitDays', () => {
  it('dates files by their first commit, in the zone of the site', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      'posts/a.md': 'long enough to be followed\n'.repeat(5),
      'posts/new.md': '',
    });
    git(folder, '', 'init', '--quiet');
    git(folder, '2024-05-05T20:00:00Z', 'add', 'posts/a.md');
    git(folder, '2024-05-05T20:00:00Z', 'commit', '--quiet', '-m', 'one');
    git(folder, '2025-01-01T00:00:00Z', 'mv', 'posts/a.md', 'posts/-b 写.md');
    git(folder, '2025-01-01T00:00:00Z', 'commit', '--quiet', '-m', 'two');
    const posts = path.join(folder, 'posts');
    const days = await firstCommitDays(posts, ['-b 写.md', 'new.md'], 'Asia/Shanghai');
    assert.deepEqual([...days], [['-b 写.md', '2024-05-06']]);
  });

  it('knows nothing outside a repository, and never guesses', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'a.md': '' });
    assert.deepEqual([...(await firstCommitDays(folder, ['a.md'], 'UTC'))], []);
  });

  it('does not trust a shallow clone', async () => {
    const folder = temporaryFolder();
    const origin = path.join(folder, 'origin');
    writeFiles(origin, { 'a.md': 'one' });
    git(origin, '', 'init', '--quiet');
    git(origin, '', 'add', '.');
    git(origin, '2024-01-01T00:00:00Z', 'commit', '--quiet', '-m', 'one');
    writeFiles(origin, { 'b.md': 'two' });
    git(origin, '', 'add', '.');
    git(origin, '2025-01-01T00:00:00Z', 'commit', '--quiet', '-m', 'two');
    git(folder, '', 'clone', '--quiet', '--depth=1', `file://${origin}`, 'clone');
    assert.deepEqual([...(await firstCommitDays(path.join(folder, 'clone'), ['a.md'], 'UTC'))], []);
  });
});
