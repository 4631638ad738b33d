import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, it } from 'node:test';
import { plainSite, runCommand, type CommandResult } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const post = '---\ntitle: 一\ndate: 2026-01-02\ndraft: true\n---\n正文\n';

/** Asserts that a command ends with one line of words, before it has done anything. */
function assertSays({ status, stdout, stderr }: CommandResult, code: number, words: RegExp): void {
  assert.match(stderr, words);
  assert.equal(stderr.trim().split('\n').length, 1, stderr);
  assert.equal(stdout, '');
  assert.equal(status, code);
}

describe('what the system refuses is said in a sentence', () => {
  const folder = temporaryFolder();
  const site = plainSite();
  const posts = [...site, '--posts', path.join(folder, 'posts')];
  const below = path.join(folder, 'file', 'below');
  writeFiles(folder, { file: '', 'posts/a.md': post, 'site/index.html': '' });

  // Below a file nobody can write, root included.
  for (const [command, ...args] of [
    ['new', '甲', ...site, '--posts', below],
    ['init', below],
    ['schema', ...posts, '--output', below],
    ['check', ...posts, '--output', below],
  ] as const) {
    it(`by npm run ${command}`, () => {
      const { stderr, ...result } = runCommand(command, args);
      const [said = ''] = stderr.split('\n').filter((line) => !line.endsWith(' …'));
      const words = /^\S+file\S*: A file lies where a folder should\. Move the file away\.$/;
      assertSays({ ...result, stderr: said }, 1, words);
    });
  }

  // In /proc nobody can make a folder, and mkdir(2) names no reason.
  const nowhere = '/proc/none';
  for (const [command, ...args] of [
    ['new', '甲', ...site, '--posts', nowhere],
    ['init', nowhere],
    ['schema', ...posts, '--output', nowhere],
    ['check', ...posts, '--cache', nowhere],
    ['build', ...posts, '--cache', nowhere],
  ] as const) {
    it(`by npm run ${command} where no folder can be made`, () => {
      const words = /^\/proc\/none\S*: No folder can be made there\. Choose another place\.$/m;
      assertSays(runCommand(command, args), 1, words);
    });
  }

  it('by npm run build, of its output', () => {
    const { status, stdout } = runCommand('build', [
      ...[...posts, '--output', `${nowhere}/site`],
      ...['--cache', path.join(folder, 'cache')],
    ]);
    assert.match(stdout, /^ {2}\/proc\/none {2}No folder can be made there\./m);
    assert.equal(status, 1);
  });

  it('by npm run publish-post, which goes on with the other posts', () => {
    // There is no room for the name of the new text beside it.
    const long = `${'a'.repeat(240)}.md`;
    writeFiles(folder, { [`drafts/${long}`]: post, 'drafts/b.md': post });
    const drafts = [...site, '--posts', path.join(folder, 'drafts')];
    const { status, stdout, stderr } = runCommand('publish', [long, 'b', ...drafts]);
    assert.match(stderr, /a\.md {2}is left as it is: The name is too long for the file system\./);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
    assert.match(stdout, /b\.md {2}is now public/);
    assert.equal(status, 1);
  });

  for (const [command, host, ...args] of [
    ['dev', 'localhost', ...posts],
    ['preview', '127.0.0.1', ...site, '--output', path.join(folder, 'site')],
  ] as const) {
    it(`by npm run ${command} on a taken port`, async () => {
      const rival = createServer().listen(0, host);
      await once(rival, 'listening');
      const { port } = rival.address() as AddressInfo;
      const result = runCommand(command, [...args, '--port', String(port)]);
      rival.close();
      assertSays(
        result,
        2,
        new RegExp(`^Port ${port} is taken: .*another port with --port\\.$`, 'm'),
      );
    });
  }
});
