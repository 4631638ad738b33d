import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { copyProgram } from '../support/copy-program.ts';
import { buildCommand, startCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('code of a site that waits for ever', () => {
  const folder = temporaryFolder();
  const program = copyProgram(path.join(folder, 'program'));
  const posts = path.join(folder, 'posts');
  writeFiles(posts, { 'one.md': '---\ntitle: 一\ndate: 2026-01-02\n---\n\n正文\n' });
  writeFiles(program, { 'pages/now.md': '{{ slow }}' });
  const inVain = 'It waits for a promise that never settles.';

  const build = (...more: readonly string[]) => {
    const cache = path.join(folder, 'cache');
    const args = ['--posts', posts, '--cache', cache, ...more];
    return startCommand(buildCommand(args, program), { cwd: program }).finished;
  };

  for (const [file, code] of [
    ['_data/slow.ts', 'export default () => new Promise(() => {});'],
    ['_data/slow.js', 'export default () => new Promise(() => {});'],
    ['pages/slow.11ty.js', 'export const render = () => new Promise(() => {});'],
  ] as const) {
    it(`ends a build with 1, is named, and leaves nothing behind: ${file}`, async () => {
      const output = path.join(folder, 'published', 'site');
      writeFiles(program, { [file]: code });
      const { code: exit, output: said } = await build('--output', output);
      rmSync(path.join(program, file));
      assert.ok(said.includes(`  ${file}  ${inVain}`), said);
      assert.equal(exit, 1);
      assert.deepEqual(readdirSync(path.dirname(output)), []);
    });
  }

  it('ends a command with 2 in the settings', async () => {
    writeFiles(folder, { 'slow/site.config.mjs': 'await new Promise(() => {});' });
    const { code, output } = await build('--config', path.join(folder, 'slow'));
    assert.ok(output.includes(`slow/site.config.mjs  ${inVain}`), output);
    assert.equal(code, 2);
  });
});
