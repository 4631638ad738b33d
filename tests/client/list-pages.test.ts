/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { listOfPage } from '../../src/client/missing-page.ts';
import { launchBrowser } from '../support/browser.ts';
import { startFixtureSite, type FixtureSite } from './fixture/site.ts';

let site: FixtureSite;
let browser: Browser;

before(async () => {
  site = await startFixtureSite();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});

describe('listOfPage', () => {
  it('takes the page off the address of one', () => {
    const site = 'https://example.com';
    assert.equal(listOfPage(`${site}/tags/css/page/9/`), `${site}/tags/css/`);
    assert.equal(listOfPage(`${site}/notes/page/12?q=1#top`), `${site}/notes/`);
    assert.equal(listOfPage(`${site}/page/3/`), `${site}/`);
  });

  it('knows no list for other addresses', () => {
    for (const path of ['/', '/posts/page/', '/page/x/', '/homepage/3/', '/page/3/4/']) {
      assert.equal(listOfPage(`https://example.com${path}`), undefined, path);
    }
  });

  it('stays on the site', () => {
    assert.equal(
      listOfPage('https://example.com//example.org/page/1/'),
      'https://example.com//example.org/',
    );
  });
});

describe('a page that a list does not have', () => {
  it('leads to the list, and back from there to where the reader was', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}about/`);
    await page.goto(`${site.url}people/noto/page/9/`);
    await page.waitForURL(`${site.url}people/noto/`);
    assert.equal(await page.locator('h1').textContent(), 'Noto');
    await page.goBack();
    assert.equal(page.url(), `${site.url}about/`);
    await page.close();
  });

  it('says so where there is no list either', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}nowhere/page/2/`);
    await page.waitForURL(`${site.url}nowhere/`);
    await page.locator('.not-found').waitFor();
    await page.close();
  });
});

describe('the links between the pages of a list', () => {
  it('stand in one row on phones, in the order of the Tab key', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 700 } });
    await page.goto(`${site.url}${site.pages['olderPosts']}`);
    const rows = () =>
      page.locator('.pagination li').evaluateAll((items) => {
        return new Set(items.map((item) => item.getBoundingClientRect().top)).size;
      });
    assert.equal(await rows(), 1);
    const names: string[] = [];
    await page.locator('.pagination a').first().focus();
    for (let count = 0; count < 6; count++) {
      names.push(await page.evaluate(() => document.activeElement?.textContent ?? ''));
      await page.keyboard.press('Tab');
    }
    assert.deepEqual(names, ['较新', '最新', '108', '106', '1', '较旧']);
    await page.close();
  });

  it('tell by name and state where they lead', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}${site.pages['olderPosts']}`);
    const bar = page.getByRole('navigation', { name: '分页' });
    assert.equal(await bar.locator('[aria-current="page"]').textContent(), '107');
    assert.equal(await bar.getByRole('link', { name: '第 1 页，最早' }).textContent(), '1');
    assert.equal(await bar.getByRole('link', { name: '较旧' }).getAttribute('rel'), 'next');
    assert.equal(await bar.getByRole('link', { name: '较新' }).getAttribute('rel'), 'prev');
    await page.close();
  });
});
