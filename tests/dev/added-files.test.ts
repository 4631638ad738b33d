import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { eleventyConfig, ownPost } from '../support/own-site.ts';
import { startDev, type DevProcess } from '../support/dev-process.ts';
import { commandOfProgram } from '../support/program.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('npm run dev, with a configuration of Eleventy', () => {
  let dev: DevProcess;
  after(() => dev.end());
  const site = path.join(temporaryFolder(), 'site');
  const write = (files: Readonly<Record<string, string>>) => writeFiles(site, files);
  const shows = (address: string, text: string) =>
    dev.until(`${text} on /${address}`, async () => (await dev.page(address)).includes(text));

  before(async () => {
    write({
      'package.json': '{ "type": "module" }',
      'site.config.mjs': "export default { title: '站', url: 'https://example.com' };\n",
      'posts/a.md': ownPost('甲', '2026-01-02', '开头'),
      'pages/list.njk': '{% for post in collections.posts %}[{{ post.data.title }}]{% endfor %}',
      'more/x.txt': 'copy-1',
      'more/app.js': 'script-1',
      'notes/word.txt': 'word-1',
      'mark.js': "export const mark = 'mark-1';\n",
      'eleventy.config.js': eleventyConfig(
        `eleventyConfig.addPassthroughCopy({ more: 'more' });
        eleventyConfig.addWatchTarget('./notes/');
        eleventyConfig.addTransform('note', (content) => {
          const seen = content.includes('开头') ? 'first' : 'other';
          const note = [seen, readFileSync('notes/word.txt', 'utf8'), mark].join(' ');
          return content.replace('</body>', '<!--' + note + '--></body>');
        });`,
        "import { readFileSync } from 'node:fs';\nimport { mark } from './mark.js';",
      ),
    });
    dev = await startDev(site, [], commandOfProgram);
  });

  it('shows what transforms make of a saved post, and collections with it', async () => {
    await shows('posts/a/', '<!--first word-1 mark-1-->');
    await shows('list/', '[甲]');
    write({ 'posts/a.md': ownPost('甲二', '2026-01-02', '改过') });
    await shows('posts/a/', '<!--other word-1 mark-1-->');
    await shows('list/', '[甲二]');
  });

  it('copies again what has changed, scripts too, and reloads', async () => {
    const told = dev.told().length;
    write({ 'more/x.txt': 'copy-2', 'more/app.js': 'script-2' });
    await shows('more/x.txt', 'copy-2');
    await shows('more/app.js', 'script-2');
    await dev.until('a reload', () => dev.told().slice(told).includes('data: {}'));
  });

  it('makes pages again when a watched file changes', async () => {
    write({ 'notes/word.txt': 'word-2' });
    await shows('posts/a/', '<!--other word-2 mark-1-->');
    await shows('about/', '<!--other word-2 mark-1-->');
  });

  it('starts again with a new module', async () => {
    write({ 'mark.js': "export const mark = 'mark-2';\n" });
    await shows('posts/a/', '<!--other word-2 mark-2-->');
    assert.match(dev.said(), /mark\.js has changed: the dev server starts again/);
  });
});
