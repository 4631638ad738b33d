import assert from 'node:assert/strict';
import { it } from 'node:test';
import { renderPages } from '../../src/eleventy/run-eleventy.ts';
import { postText, servedSite } from '../support/dev-site.ts';

it('renders the wanted pages and no other, also of redirects', async () => {
  const { site } = await servedSite({ 'one.md': postText('一', '正文', 'aliases: [/old/]\n') });
  const rendered = async (...wanted: readonly string[]) => {
    const pages: string[] = [];
    await renderPages(site.site, new Set(wanted), (page) => {
      pages.push(page);
      return Promise.resolve();
    });
    return pages;
  };
  assert.deepEqual(await rendered('index.html'), ['index.html']);
  assert.deepEqual(await rendered('old/index.html'), ['old/index.html']);
  assert.deepEqual(await rendered(), []);
  await assert.rejects(rendered('index.html', 'none.html'), /has not rendered the page none\.html/);
});
