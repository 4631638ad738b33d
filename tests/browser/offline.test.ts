/// <reference lib="dom" />
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { serveFolder } from '../../src/serve/static-server.ts';
import { buildSound } from '../support/build-site.ts';
import { launchBrowser } from '../support/browser.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('reading without a connection', () => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  const buildTo = async (name: string, editions: SiteConfigInput['editions']) => {
    const outputDir = path.join(folder, name);
    await buildSound(posts, { outputDir }, { pathPrefix: '/notes/', editions });
    return outputDir;
  };
  let withWorker: string;
  let without: string;
  let browser: Browser;

  before(async () => {
    writeFiles(posts, {
      'read.md': '---\ntitle: 读过的\n---\n正文在此。\n',
      'unread.md': '---\ntitle: 没读过的\n---\n别的正文。\n',
    });
    withWorker = await buildTo('with', { serviceWorker: true });
    without = await buildTo('without', {});
    browser = await launchBrowser();
  });
  after(() => browser.close());

  it('shows what was read, says what was not, and leaves when it is turned off', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const first = await serveFolder(withWorker, { pathPrefix: '/notes/' });
    const port = Number(new URL(first.url).port);
    await page.goto(first.url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.goto(`${first.url}posts/read/`);
    const kept = `${first.url}posts/read/`;
    await page.waitForFunction(async (url) => (await caches.match(url)) !== undefined, kept);
    await page.waitForLoadState('networkidle');
    await first.close();

    await page.goto(kept);
    assert.match((await page.locator('[data-article]').textContent()) ?? '', /正文在此。/);
    const styled = await page.evaluate(() => document.styleSheets[0]?.cssRules.length ?? 0);
    assert.ok(styled > 0, 'The page has lost its style.');
    await page.goto(`${first.url}posts/unread/`);
    assert.equal(await page.locator('h1').textContent(), '没有网络连接');

    const second = await serveFolder(without, { pathPrefix: '/notes/', port });
    await page.goto(`${second.url}posts/unread/`);
    assert.match((await page.locator('[data-article]').textContent()) ?? '', /别的正文。/);
    await page.waitForFunction(
      async () =>
        (await navigator.serviceWorker.getRegistration('/notes/')) === undefined &&
        (await caches.keys()).length === 0,
    );
    await context.close();
    await second.close();
  });
});
