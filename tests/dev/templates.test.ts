import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { copyProgram } from '../support/copy-program.ts';
import { startCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';
import { wordsOf } from '../support/words-of.ts';

it('shows edits of templates, and what was saved beside a broken one', async () => {
  const folder = temporaryFolder();
  const program = copyProgram(path.join(folder, 'program'));
  const posts = path.join(folder, 'posts');
  writeFiles(posts, { 'one.md': '---\ntitle: 一\ndate: 2026-01-02\n---\n\n正文\n' });
  const args = ['--import', 'tsx', 'src/cli/inkstone.ts', 'dev', '--posts', posts, '--port', '0'];
  const { child, finished } = startCommand([process.execPath, ...args], { cwd: program });
  try {
    // The server prints a line each time it has made the site.
    const { said, until } = wordsOf({ child, finished });
    let url = '';
    await until('the address', () => (url = /Serving at (\S+)/.exec(said())?.[1] ?? '') !== '');
    const page = async () => (await fetch(`${url}posts/one/`)).text();
    assert.match(await page(), /正文/);
    for (const file of ['_includes/layouts/base.njk', '_includes/post.njk']) {
      const template = path.join(program, file);
      const mark = `<i hidden>${path.basename(file)} edited</i>`;
      const text = readFileSync(template, 'utf8');
      writeFileSync(template, text.replace(/(<main[^>]*>|<article[^>]*>)/, `$1${mark}`));
      await until(`the edit of ${file}`, async () => (await page()).includes(mark));
    }
    for (const text of ['近况', '近况二']) {
      writeFiles(program, { 'pages/now.md': `---\npermalink: /now/\n---\n\n${text}\n` });
      const now = async () => (await fetch(`${url}now/`)).text();
      await until(`a page with ${text}`, async () => (await now()).includes(`<p>${text}</p>`));
    }
    rmSync(path.join(program, 'pages/now.md'));
    const statusOfNow = async () => (await fetch(`${url}now/`)).status;
    await until('the page to go', async () => (await statusOfNow()) === 404);

    const layout = path.join(program, '_includes/post.njk');
    const sound = readFileSync(layout, 'utf8');
    const failures = () => said().split('unknown block tag: nonsense').length - 1;
    writeFileSync(layout, '{% nonsense %}');
    await until('the broken layout to fail', () => failures() > 0);
    const before = failures();
    writeFiles(posts, { 'one.md': '---\ntitle: 一\ndate: 2026-01-02\n---\n\n新写的字\n' });
    await until('the saved post to fail', () => failures() > before);
    writeFileSync(layout, sound);
    await until('the text saved meanwhile', async () => (await page()).includes('新写的字'));
  } finally {
    child.kill();
    await finished;
  }
});
