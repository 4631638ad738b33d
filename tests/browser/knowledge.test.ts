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

describe('glossary and atlas in a browser', () => {
  let browser: Browser;
  let server: StaticServer;

  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  const outputDir = path.join(folder, 'site');

  before(async () => {
    for (let n = 0; n < 3; n++) {
      const others = Array.from(
        { length: 30 },
        (_, k) => `也说到 **词${n}${k}**（word: 第 ${k} 个意思）。`,
      );
      writeFiles(posts, {
        [`p${n}.md`]:
          `---\ntitle: 第 ${n} 篇\ndate: 202${3 + n}-02-03\narea: 排版\n---\n` +
          `先说 **活字**（Movable type: 单个字模，第 ${n} 种说法）。\n\n${others.join('\n\n')}\n`,
      });
    }
    await buildSound(posts, { outputDir });
    [server, browser] = await Promise.all([serveFolder(outputDir), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  async function visit(file: string, steps: (page: Page) => Promise<void>): Promise<void> {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    try {
      await page.goto(server.url + file);
      await steps(page);
      assert.deepEqual(errors, []);
    } finally {
      await page.close();
    }
  }

  it('filters the glossary by term and by full name', async () => {
    await visit('glossary/', async (page) => {
      const results = page.locator('.term-filter-results');
      for (const query of ['活字', 'movable']) {
        await page.fill('#ui_term-filter', query);
        await results.getByRole('link', { name: /活字/ }).waitFor();
        assert.equal(await page.locator('.glossary').isVisible(), false);
      }
      await results.getByRole('link').first().click();
      await page.waitForURL('**/glossary/#g-huo-zi');
    });
  });

  it('leads from a gloss to its entry and back, by keyboard', async () => {
    await visit('posts/p0/', async (page) => {
      await page.locator('#gloss-1 dfn').focus();
      await page.keyboard.press('Enter');
      const link = page.locator('.gloss-popover a');
      await link.waitFor();
      await page.keyboard.press('Tab');
      assert.equal(await link.evaluate((own) => own === document.activeElement), true);
      await page.keyboard.press('Escape');
      assert.equal(await link.count(), 0);
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'DFN');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/glossary/#g-huo-zi');
      await page.locator('#g-huo-zi').getByRole('link', { name: '第 0 篇' }).click();
      await page.waitForURL('**/posts/p0/#gloss-1');
    });
  });

  it('leads from a month of the atlas to the archive', async () => {
    await visit('atlas/', async (page) => {
      await page.getByRole('link', { name: '2024年2月，1 篇：排版 1' }).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/archive/2024/02/');
    });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is clean for axe and never scrolls sideways, ${colorScheme}`, async () => {
      const context = await browser.newContext({ colorScheme, bypassCSP: true });
      const page = await context.newPage();
      for (const file of ['glossary/', 'atlas/']) {
        await page.goto(server.url + file);
        for (const details of await page.locator('details:not([open]) > summary').all()) {
          if (await details.isVisible()) await details.click();
        }
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          const sideways = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.ok(sideways <= 0, `${file} at ${width} px is ${sideways} px too wide`);
          await isAccessible(page, `${file} at ${width} px`);
        }
      }
      await context.close();
    });
  }
});
