import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import type { CheckReport } from '../../src/check/check-corpus.ts';
import type { BuildReport } from '../../src/report/types.ts';
import { filesWith, readFolder } from '../support/build-site.ts';
import { plainSite, runCommand } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const secret = 'geheimnis-19b2';
const post = (title: string, body = '正文。') =>
  `---\ntitle: ${title}\ndate: 2026-01-01\nsummary: 摘要\ndraft: "false"\n---\n${body}\n`;

/** Paths of pictures in posts. They lead to what is no picture and must not be opened. */
const pictures = [
  ...['fifo.png', 'zero.png', 'folder.png', '%00.png', `${'x'.repeat(260)}.png`],
  ...['good.md/x.png', 'loop.png', `${'d/'.repeat(480)}x.png`, 'outside.png', 'up/secret.png'],
];

describe('commands in a folder of FIFOs, devices and links', { timeout: 300_000 }, () => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  const site = path.join(folder, 'site');
  const at = (name: string) => path.join(posts, name);
  const options = [...plainSite(), '--posts', posts];

  before(() => {
    writeFiles(posts, {
      'good.md': post('好', pictures.map((src) => `![](<${src}>)`).join('\n\n')),
    });
    writeFiles(folder, { 'secret.md': post(secret, secret), 'secret.png': secret });
    execFileSync('mkfifo', [at('fifo.md'), at('fifo.png')]);
    mkdirSync(at('folder.png'));
    symlinkSync('fifo.md', at('link-to-fifo.md'));
    symlinkSync('/dev/zero', at('zero.md'));
    symlinkSync('/dev/zero', at('zero.png'));
    symlinkSync('loop.png', at('loop.png'));
    symlinkSync('../secret.md', at('outside.md'));
    symlinkSync('../secret.png', at('outside.png'));
    symlinkSync('..', at('up'));
    symlinkSync('.', at('again'));
  });

  it('build names each and publishes the rest', () => {
    const args = [...options, '--output', site, '--keep-going', '--format', 'json'];
    const { stdout } = runCommand('build', args);
    const report = JSON.parse(stdout) as BuildReport;
    assert.equal(report.posts, 1);
    const errors = report.problems.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map(({ file, code }) => `${path.basename(file)} ${code}`),
      [
        ...['fifo.md post-unreadable', 'link-to-fifo.md post-unreadable'],
        ...['outside.md post-outside', 'outside.png post-outside', 'up post-outside'],
        ...['zero.md post-outside', 'zero.png post-outside'],
      ],
    );
    assert.deepEqual(filesWith(readFolder(site), secret), []);
  });

  it('check reports the same and does not stop at a picture', () => {
    const { status, stdout } = runCommand('check', [...options, '--format', 'json']);
    assert.equal(status, 1);
    const { problems } = JSON.parse(stdout) as CheckReport;
    const own = problems.filter(({ code }) => code.startsWith('image-'));
    assert.equal(own.length, pictures.length, JSON.stringify(own, null, 2));
  });

  it('check --fix and new pass them by', () => {
    const fix = runCommand('check', [...options, '--fix', '--yes']);
    assert.equal(fix.status, 0, fix.stderr);
    assert.match(readFileSync(at('good.md'), 'utf8'), /^draft: false$/m);
    assert.match(readFileSync(path.join(folder, 'secret.md'), 'utf8'), /^draft: "false"$/m);
    const made = runCommand('new', ['一篇', ...options]);
    assert.equal(made.status, 0, made.stderr);
  });

  it('publish-post and unpublish change nothing outside, and wait for no FIFO', () => {
    const before = readFileSync(path.join(folder, 'secret.md'), 'utf8');
    for (const name of ['outside.md', 'up/secret.md', 'fifo.md']) {
      const { status, stderr } = runCommand('unpublish', [at(name), ...options]);
      assert.equal(status, 1, stderr);
      assert.match(stderr, /is left as it is/, name);
    }
    assert.equal(readFileSync(path.join(folder, 'secret.md'), 'utf8'), before);
    const { status } = runCommand('unpublish', [at('good.md'), ...options]);
    assert.equal(status, 0);
  });
});
