import assert from 'node:assert/strict';
import path from 'node:path';
import { it } from 'node:test';
import { readFolder } from '../support/build-site.ts';
import { startBuild } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

it('of two builds of one output at once, one publishes and the other says so', async () => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  writeFiles(posts, { 'a.md': '---\ntitle: 一篇\ndate: 2026-01-01\n---\n正文。\n' });
  const output = path.join(folder, 'site');
  const args = ['--posts', posts, '--output', output];
  const results = await Promise.all([startBuild(args).finished, startBuild(args).finished]);
  const codes = results.map(({ code }) => code).sort();
  assert.deepEqual(codes, [0, 1], results.map((result) => result.output).join('\n'));
  const loser = results.find(({ code }) => code === 1);
  assert.match(loser?.output ?? '', /Another build or deploy \(process \d+\) is at work on/);
  assert.ok(readFolder(output).has('posts/a/index.html'));
});
