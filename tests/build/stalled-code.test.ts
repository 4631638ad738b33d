import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ownPost, ownSite } from '../support/own-site.ts';

describe('code of a site that waits for ever', () => {
  const { folder, write, build } = ownSite({
    'posts/one.md': ownPost('一', '2026-01-02'),
    'pages/now.md': '{{ slow }}',
  });
  const inVain = 'It waits for a promise that never settles.';

  for (const [file, code] of [
    ['_data/slow.ts', 'export default () => new Promise(() => {});'],
    ['_data/slow.js', 'export default () => new Promise(() => {});'],
    ['pages/slow.11ty.js', 'export const render = () => new Promise(() => {});'],
  ] as const) {
    it(`ends a build with 1, is named, and leaves nothing behind: ${file}`, async () => {
      const output = path.join(folder, 'published', 'site');
      write({ [file]: code });
      const { code: exit, output: said } = await build('--output', output);
      rmSync(path.join(folder, file));
      assert.ok(said.includes(`  ${file}  ${inVain}`), said);
      assert.equal(exit, 1);
      assert.deepEqual(readdirSync(path.dirname(output)), []);
    });
  }

  it('ends a command with 2 in the settings', async () => {
    write({ 'slow/site.config.mjs': 'await new Promise(() => {});' });
    const { code, output } = await build('--config', path.join(folder, 'slow'));
    assert.ok(output.includes(`slow/site.config.mjs  ${inVain}`), output);
    assert.equal(code, 2);
  });
});
