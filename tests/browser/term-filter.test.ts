/// <reference lib="dom" />
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { isAccessible } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { buildSound } from '../support/build-site.ts';
import { serveFolder } from '../../src/serve/static-server.ts';
import type { StaticServer } from '../../src/serve/static-server.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const postCount = 30;
const tagsPerPost = 100;

describe('the filter of an index of 3,000 tags', () => {
  let server: StaticServer;
  let browser: Browser;
  let page: Page;

  const folder = temporaryFolder();

  before(async () => {
    const posts = path.join(folder, 'posts');
    for (let post = 0; post < postCount; post++) {
      const tags = Array.from({ length: tagsPerPost }, (_, tag) => `标记${post}x${tag}`);
      // The project's alias file knows 标点挤压 as 標點擠壓.
      tags.push('共有', '知识管理', 'Typography', '标点挤压');
      writeFiles(posts, {
        [`p${post}.md`]:
          `---\ntitle: 题${post}\ndate: 2026-01-${String(post + 1).padStart(2, '0')}\n` +
          `tags: [${tags.join(', ')}]\nspeaker: Ada\npeople: [Ada, Bob]\n---\n正文\n`,
      });
    }
    const { output } = await buildSound(posts, { outputDir: path.join(folder, 'site') });
    [server, browser] = await Promise.all([serveFolder(output), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  const input = () => page.locator('#ui_term-filter');
  const names = () => page.locator('.term-filter-results a').allTextContents();
  const status = () => page.locator('.term-filter-count');

  /** Types a query and waits for its answer, which begins with `count`. */
  async function type(query: string, count: string): Promise<void> {
    // So that the answer to the last query is not taken for that to this one.
    await input().fill('');
    await page.waitForFunction(
      () => document.querySelector('.term-filter-count')?.textContent === '',
    );
    await input().fill(query);
    await page.waitForFunction(
      (text) => document.querySelector('.term-filter-count')?.textContent.startsWith(text),
      count,
    );
  }

  it('finds names, other names and pinyin, and hides the index meanwhile', async () => {
    page = await browser.newPage();
    await page.goto(`${server.url}tags/`);
    assert.ok(await page.locator('.term-index').isVisible());

    await type('typo', '1 个');
    assert.deepEqual(await names(), ['Typography']);
    assert.ok(!(await page.locator('.term-index').isVisible()));

    await type('zhishiguanli', '1 个');
    assert.deepEqual(await names(), ['知识管理']);
    await type('zsgl', '1 个');
    assert.deepEqual(await names(), ['知识管理']);
    await type('標點', '1 个');
    assert.deepEqual(await names(), ['标点挤压']);
    assert.equal(await page.locator('.term-filter-alias').textContent(), '標點擠壓');

    await type('标记7x4', '11 个');
    assert.equal((await names())[0], '标记7x4');
    await type('标记', '3,000 个，列出前 200 个');
    assert.equal((await names()).length, 200);

    await type('没有这个', '0 个');
    assert.deepEqual(await names(), []);
    await input().fill('');
    await page.locator('.term-index').waitFor({ state: 'visible' });
    assert.equal(await status().textContent(), '');
  });

  it('is walked through by arrow keys, and Enter opens what is chosen', async () => {
    await type('标记7x4', '11 个');
    await input().press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), '标记7x40');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'ui_term-filter');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'ui_term-filter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/posts/p7/');
  });

  it('says when its list cannot be loaded, and tries again', async () => {
    await page.goto(`${server.url}tags/`);
    await page.route('**/terms.json', (route) => route.abort());
    await input().fill('typo');
    await page.waitForFunction(() =>
      document.querySelector('.term-filter-count')?.textContent.includes('未能载入'),
    );
    await page.unroute('**/terms.json');
    await type('typog', '1 个');
    await page.close();
  });

  it('is hidden without scripts, and the index is shown', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${server.url}tags/`);
    assert.ok(await plain.locator('.term-index').isVisible());
    assert.ok(!(await plain.locator('#ui_term-filter').isVisible()));
    await context.close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is accessible while it filters, and so are pages of terms, ${colorScheme}`, async () => {
      const context = await browser.newContext({
        colorScheme,
        bypassCSP: true,
        viewport: { width: 390, height: 844 },
      });
      page = await context.newPage();
      for (const address of [
        'tags/',
        'tags/gong-you/',
        'people/ada/',
        'speakers/ada/',
        'people/',
      ]) {
        await page.goto(server.url + address);
        if (address === 'tags/') await type('標點', '1 个');
        const sideways = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(sideways <= 0, address);
        await isAccessible(page, address, { exclude: '.term-index' });
      }
      await context.close();
    });
  }
});
