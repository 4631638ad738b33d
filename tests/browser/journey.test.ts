/// <reference lib="dom" />
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { isAccessible } from '../support/axe.ts';
import { buildSound } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import { launchBrowser } from '../support/browser.ts';
import { serveFolder } from '../../src/serve/static-server.ts';
import type { StaticServer } from '../../src/serve/static-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/**
 * The article with most that an article may hold, and a page of each template that the site of
 * `client/accessibility.test.ts` does not have.
 */
const templates = ['/posts/the-grammar-of-links/', '/index/', '/insights/'];

describe('a reader of the demo site', () => {
  const outputDir = path.join(temporaryFolder(), 'site');
  let server: StaticServer;
  let browser: Browser;

  before(async () => {
    await buildSound(path.join(projectDir, 'posts'), {
      outputDir,
      now: new Date('2026-12-01T04:00:00Z'),
    });
    [server, browser] = await Promise.all([serveFolder(outputDir), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  it('goes from home to a post, a tag, another post and back, without an error', async () => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) foreign.push(request.url());
    });

    await page.goto(server.url);
    await page.locator('.card h2 a', { hasText: '一行该有多长' }).click();
    await page.waitForURL('**/posts/line-length/');
    const first = await page.locator('h1').textContent();
    await page.locator('.term-groups a[href^="/tags/"]').first().click();
    await page.waitForURL('**/tags/*/');
    await page.locator('.card h2 a').filter({ hasNotText: '一行该有多长' }).first().click();
    await page.waitForURL('**/posts/*/');
    assert.notEqual(await page.locator('h1').textContent(), first);
    await page.goBack();
    await page.waitForURL('**/tags/*/');
    await page.goBack();
    assert.equal(await page.locator('h1').textContent(), first);

    assert.deepEqual(errors, []);
    assert.deepEqual(foreign, []);
    await page.close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`finds pages accessible, ${colorScheme}`, async () => {
      const context = await browser.newContext({ colorScheme, bypassCSP: true });
      const page = await context.newPage();
      for (const template of templates) {
        await page.goto(server.url + template.slice(1));
        await isAccessible(page, template);
      }
      await context.close();
    });
  }
});
