import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyProgram } from '../support/copy-program.ts';
import { startCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

it('shows edits of layouts, partials and own pages', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const program = copyProgram(path.join(folder, 'program'));
  const posts = path.join(folder, 'posts');
  writeFiles(posts, { 'one.md': '---\ntitle: 一\ndate: 2026-01-02\n---\n\n正文\n' });
  const args = ['--import', 'tsx', 'src/cli/dev.ts', '--posts', posts, '--port', '0'];
  const { child, finished } = startCommand([process.execPath, ...args], { cwd: program });
  try {
    let said = '';
    child.stdout?.on('data', (text: string) => (said += text));
    let url: string | undefined;
    while ((url = /Serving at (\S+)/.exec(said)?.[1]) === undefined) await sleep(50);
    const page = async () => (await fetch(`${url}posts/one/`)).text();
    assert.match(await page(), /正文/);
    for (const file of ['_includes/layouts/base.njk', '_includes/post.njk']) {
      const template = path.join(program, file);
      const mark = `<i hidden>${path.basename(file)} edited</i>`;
      const text = readFileSync(template, 'utf8');
      writeFileSync(template, text.replace(/(<main[^>]*>|<article[^>]*>)/, `$1${mark}`));
      while (!(await page()).includes(mark)) await sleep(100);
    }
    for (const words of ['近况', '近况二']) {
      writeFiles(program, { 'pages/now.md': `---\npermalink: /now/\n---\n\n${words}\n` });
      const now = async () => (await fetch(`${url}now/`)).text();
      while (!(await now()).includes(`<p>${words}</p>`)) await sleep(100);
    }
    rmSync(path.join(program, 'pages/now.md'));
    while ((await fetch(`${url}now/`)).status !== 404) await sleep(100);
  } finally {
    child.kill();
    await finished;
  }
});
