/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { isAccessible } from '../../support/axe.ts';
import { buildSound } from '../../support/build-site.ts';
import {
  gate,
  hostileTitle,
  openDialog,
  phone,
  postsDir,
  prefix,
  says,
  startSearchSite,
  visit,
} from './site.ts';
import type { SearchSite } from './site.ts';

let site: SearchSite;

before(async () => {
  site = await startSearchSite();
});
after(() => site.close());

const box = '#ui_search-input';
const count = '.search-main .search-count';
const items = '.search-results > li';
const failure = '.search-message.is-failure';
const index = '**/search-index/**';

const asked = (query: string, more = '') => `search/?q=${encodeURIComponent(query)}${more}`;
const queryOf = (page: Page) => new URL(page.url()).searchParams.get('q');
const facet = (page: Page, name: string) => page.locator('.search-value', { hasText: name });

describe('the search page', () => {
  it('answers a deep link, and asks for no index without one', async () => {
    await visit(site, 'search/', async ({ page, requests }) => {
      await page.waitForLoadState('networkidle');
      assert.deepEqual(
        requests.filter((url) => url.startsWith('search-index/')),
        [],
      );
    });
    await visit(site, asked('独一无二的银杏叶'), async ({ page }) => {
      await says(page, count, '共 1 篇');
      assert.equal(await page.locator(box).inputValue(), '独一无二的银杏叶');
      assert.equal(await page.locator(`${items} mark`).textContent(), '独一无二的银杏叶');
    });
  });

  it('leads to a heading in the article, not in the contents above it', async () => {
    for (const width of [390, 1280]) {
      const viewport = { width, height: 800 };
      await visit(
        site,
        asked('灯塔与雾号'),
        async ({ page }) => {
          const href = await page.locator(`${items} a`).first().getAttribute('href');
          assert.match(href ?? '', /#:~:text=/);
          await page.goto(new URL(href ?? '', page.url()).href);
          const heading = page.locator('.article-body h2', { hasText: '灯塔与雾号' });
          await page.waitForFunction(() => scrollY > 0);
          const box = await heading.boundingBox();
          assert.ok(box && box.y > 0 && box.y < viewport.height, JSON.stringify(box));
        },
        { viewport },
      );
    }
  });

  it('leads to a short paragraph that an original follows', async () => {
    await visit(site, asked('过街的人在等'), async ({ page }) => {
      const href = await page.locator(`${items} a`).first().getAttribute('href');
      await page.goto(new URL(href ?? '', page.url()).href);
      await page.waitForFunction(() => scrollY > 0);
      const box = await page.locator('.article-body p', { hasText: '过街的人在等' }).boundingBox();
      assert.ok(box && box.y > 0 && box.y < 860, JSON.stringify(box));
    });
  });

  it('narrows down by facets, and removes filters by facet and chip', async () => {
    await visit(site, asked('晨光漫过书页'), async ({ page }) => {
      await says(page, count, '30 篇');
      await facet(page, '历史').click();
      await says(page, count, '共 10 篇');
      assert.equal(await page.locator(box).inputValue(), '晨光漫过书页 area:历史');
      assert.equal(queryOf(page), '晨光漫过书页 area:历史');
      assert.equal(await facet(page, '历史').getAttribute('aria-pressed'), 'true');
      await facet(page, 'Lex Fridman').click();
      await says(page, count, '共 5 篇');
      assert.equal(queryOf(page), '晨光漫过书页 area:历史 speaker:"Lex Fridman"');
      await facet(page, '历史').click();
      await says(page, count, '15 篇');
      await page.getByRole('button', { name: '移除筛选 讲者：Lex Fridman' }).click();
      await says(page, count, '30 篇');
      assert.equal(queryOf(page), '晨光漫过书页');
    });
  });

  it('counts people only when their facet is opened', async () => {
    await visit(site, asked('晨光'), async ({ page, requests }) => {
      await page.locator(items).first().waitFor();
      const files = () => requests.filter((url) => url.includes('/facet-'));
      assert.deepEqual(files(), []);
      await page.locator('.search-facets summary', { hasText: '人物' }).click();
      await facet(page, '沈括').click();
      await says(page, count, '共 15 篇');
      assert.equal(files().length, 1);
    });
  });

  it('lists newest first when asked, and keeps that in the address', async () => {
    const dates = (page: Page) =>
      page
        .locator(`${items} time`)
        .evaluateAll((all) => all.map((time) => time.getAttribute('datetime')));
    await visit(site, asked('月相笔记 晨光'), async ({ page }) => {
      await page.locator(items).nth(19).waitFor();
      await page.getByRole('button', { name: '按时间' }).click();
      await page.waitForURL(/&sort=newest$/);
      await says(page, `${items}:first-child time`, '2024年');
      const newest = await dates(page);
      assert.equal(newest.length, 20);
      assert.deepEqual(newest, [...newest].sort().reverse());
      await page.reload();
      await page.locator(items).nth(19).waitFor();
      assert.deepEqual(await dates(page), newest);
      const chosen = page.locator('.search-order [aria-pressed="true"]');
      assert.equal(await chosen.textContent(), '按时间');
    });
  });

  it('goes back from search to search, not from letter to letter', async () => {
    await visit(site, 'search/', async ({ page }) => {
      await page.locator(box).pressSequentially('银杏叶');
      await says(page, count, '共 1 篇');
      await page.keyboard.press('Enter');
      await page.locator(box).fill('毒草');
      await page.keyboard.press('Enter');
      await says(page, '.search-title', hostileTitle);
      await page.goBack();
      await says(page, '.search-title', '月相笔记之7');
      assert.equal(await page.locator(box).inputValue(), '银杏叶');
    });
  });

  it('comes back from an article to the same results at the same place', async () => {
    await visit(site, asked('晨光漫过书页'), async ({ page }) => {
      await page.locator(items).nth(19).waitFor();
      await page.getByRole('button', { name: '更多结果' }).click();
      await page.locator(items).nth(29).waitFor();
      // The keyboard goes on at the first new result.
      const focused = await page.evaluate(() => document.activeElement?.getAttribute('href'));
      assert.equal(await page.locator(`${items}:nth-child(21) a`).getAttribute('href'), focused);
      const link = page.locator(`${items}:nth-child(26) a`);
      await link.scrollIntoViewIfNeeded();
      const place = await page.evaluate(() => scrollY);
      assert.ok(place > 1000, `scrolled to ${place}`);
      await link.click();
      await page.waitForURL(/\/posts\/moon-/);
      await page.goBack();
      await page.locator(items).nth(29).waitFor();
      await page.waitForFunction((before) => Math.abs(scrollY - before) < 3, place);
    });
  });

  it('moves through results by arrow keys', async () => {
    await visit(site, asked('晨光漫过书页'), async ({ page }) => {
      await page.locator(items).nth(19).waitFor();
      const focused = () =>
        page.evaluate(() => {
          const own = document.activeElement;
          return own?.tagName === 'INPUT'
            ? -1
            : [...document.querySelectorAll('.search-results > li')].findIndex((item) =>
                item.contains(own),
              );
        });
      await page.locator(box).focus();
      const places: number[] = [];
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
        await page.keyboard.press(key);
        places.push(await focused());
      }
      assert.deepEqual(places, [0, 1, 0, -1]);
    });
  });

  it('shows only the last query on a slow network', async () => {
    await visit(site, 'search/', async ({ page }) => {
      const slow = gate();
      await page.route(index, async (route) => {
        await slow.opened;
        await route.continue();
      });
      const first = page.waitForRequest(/search-index/);
      await page.locator(box).fill('独一无二的银杏叶');
      await first;
      await page.evaluate(() => {
        const seen: string[] = [];
        Object.assign(globalThis, { seen });
        new MutationObserver(() => {
          for (const title of document.querySelectorAll('.search-title'))
            seen.push(title.textContent);
        }).observe(document.body, { childList: true, subtree: true });
      });
      await page.locator(box).fill('毒草');
      await page.keyboard.press('Enter');
      slow.open();
      await says(page, `${items} .search-title`, hostileTitle);
      const seen = await page.evaluate<string[]>('seen');
      assert.deepEqual([...new Set(seen)], [hostileTitle]);
    });
  });

  it('says that it is offline, and goes on when it is not', async () => {
    await visit(site, 'search/', async ({ page, context, errors }) => {
      await page.locator(box).focus();
      await page.locator('.search-clear').waitFor({ state: 'attached' });
      await context.setOffline(true);
      await page.locator(box).fill('独一无二的银杏叶');
      await says(page, failure, '连不上网络');
      await context.setOffline(false);
      await page.getByRole('button', { name: '重试' }).click();
      await says(page, count, '共 1 篇');
      await context.setOffline(true);
      // What was asked before is still answered.
      await page.locator(box).fill('');
      await page.locator('.search-start').waitFor();
      await page.locator(box).fill('独一无二的银杏叶');
      await says(page, count, '共 1 篇');
      errors.length = 0;
    });
  });

  it('finds the new index after the site was built again', async () => {
    await visit(site, 'search/', async ({ page, errors }) => {
      let manifests = 0;
      await page.route(index, async (route) => {
        const isManifest = route.request().url().endsWith('manifest.bin');
        if (isManifest) manifests++;
        if (isManifest || manifests > 1) await route.continue();
        else await route.fulfill({ status: 404 });
      });
      await page.locator(box).fill('独一无二的银杏叶');
      await says(page, count, '共 1 篇');
      assert.equal(manifests, 2);
      errors.length = 0;
    });
  });

  it('says that a file is missing after one more try, and asks again on demand', async () => {
    await visit(site, 'search/', async ({ page, errors }) => {
      let manifests = 0;
      await page.route(index, async (route) => {
        if (!route.request().url().endsWith('manifest.bin')) await route.fulfill({ status: 404 });
        else {
          manifests++;
          await route.continue();
        }
      });
      await page.locator(box).fill('独一无二的银杏叶');
      await says(page, failure, '找不到索引文件');
      assert.equal(manifests, 2);
      await page.unroute(index);
      await page.getByRole('button', { name: '重试' }).click();
      await says(page, count, '共 1 篇');
      errors.length = 0;
    });
  });

  it('shows no result of a damaged file, but says so', async () => {
    await visit(site, 'search/', async ({ page }) => {
      await page.route('**/search-index/han-*', async (route) => {
        const response = await route.fetch();
        const body = await response.body();
        for (let at = 0; at < body.length; at += 7) body[at] = (body[at] ?? 0) ^ 0x55;
        await route.fulfill({ response, body });
      });
      await page.locator(box).fill('独一无二的银杏叶');
      await says(page, failure, '索引文件已损坏');
      assert.equal(await page.locator(items).count(), 0);
      await page.unroute('**/search-index/han-*');
      await page.getByRole('button', { name: '重试' }).click();
      await says(page, count, '共 1 篇');
    });
  });

  for (const [name, honoursRanges] of [
    ['with range requests', true],
    ['without range requests', false],
  ] as const) {
    it(`finds the same on a host ${name}`, async () => {
      await visit(site, 'search/', async ({ page }) => {
        const asked: boolean[] = [];
        await page.route(index, async (route) => {
          const file = path.join(
            site.folder,
            new URL(route.request().url()).pathname.slice(prefix.length),
          );
          const whole = readFileSync(file);
          const [, from, to] =
            /^bytes=(\d+)-(\d+)$/.exec(route.request().headers()['range'] ?? '') ?? [];
          asked.push(from !== undefined);
          if (!honoursRanges || from === undefined) {
            await route.fulfill({ body: whole });
            return;
          }
          const last = Math.min(Number(to), whole.length - 1);
          await route.fulfill({
            status: 206,
            headers: { 'content-range': `bytes ${from}-${last}/${whole.length}` },
            body: whole.subarray(Number(from), last + 1),
          });
        });
        await page.locator(box).fill('晨光漫过书页');
        await says(page, count, '30 篇');
        await page.locator(items).nth(19).waitFor();
        assert.ok(asked.includes(true), 'No part of a file was asked for.');
      });
    });
  }

  it('leads to the phrase, also inside a folded original', async () => {
    await visit(site, asked('zebra crosses'), async ({ page }) => {
      await says(page, count, '共 1 篇');
      await page.locator(`${items} a`).click();
      await page.waitForURL(/\/posts\/original\//);
      const original = page.locator('details.original[open] p', { hasText: 'zebra' });
      await original.waitFor();
      await page.waitForFunction(() => scrollY > 0);
      const { y } = (await original.boundingBox()) ?? { y: -1 };
      assert.ok(y >= 0 && y < 860, `the phrase stands at ${y}`);
    });
  });

  it('shows what authors wrote as text, never as markup', async () => {
    await visit(site, asked('毒草'), async ({ page }) => {
      await says(page, count, '共 1 篇');
      assert.equal(await page.locator(`${items} .search-title`).textContent(), hostileTitle);
      await says(page, '.search-value-name', '<script>');
      await page.locator('.search-value', { hasText: '<script>' }).click();
      await says(page, '.search-chip', '<script>');
      await says(page, count, '共 1 篇');
      const alive = '[data-search-results] :is(img, script, b)';
      assert.equal(await page.locator(alive).count(), 0, 'markup came to life');
      assert.notEqual(await page.title(), 'owned');
    });
  });

  it('says that nothing was found, with what to try', async () => {
    await visit(site, asked('没有这样的话'), async ({ page }) => {
      await says(page, '.search-message-title', '没有找到“没有这样的话”');
      assert.ok((await page.locator('.search-tips li').count()) > 2);
      await says(page, '[role="status"]', '没有找到');
    });
  });

  it('folds its filters on a phone and never scrolls sideways', async () => {
    await visit(
      site,
      asked('晨光漫过书页'),
      async ({ page }) => {
        await says(page, count, '30 篇');
        assert.equal(await facet(page, '历史').isVisible(), false);
        await page.locator('.search-facets > summary').tap();
        await facet(page, '历史').tap();
        await says(page, count, '共 10 篇');
        const sideways = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(sideways <= 0, `${sideways} px too wide`);
      },
      phone,
    );
  });

  it('leads by links to all indexes where scripts are off', async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.url}search/`);
    assert.equal(await page.getByText('需要脚本').isVisible(), true);
    assert.equal(await page.locator(box).isVisible(), false);
    assert.ok((await page.locator('.search-browse a').count()) > 3);
    await context.close();
  });
});

describe('axe', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`finds nothing in any state of the search, ${colorScheme}`, async () => {
      const options = { colorScheme, bypassCSP: true };
      await visit(
        site,
        '',
        async ({ page, errors }) => {
          const dialogBox = page.locator('.search-dialog input');
          await openDialog(page);
          await isAccessible(page, 'dialog, empty');
          await dialogBox.fill('晨光 area:历史');
          await page.locator('.search-option').first().waitFor();
          await page.keyboard.press('ArrowDown');
          await isAccessible(page, 'dialog, results');
          await dialogBox.fill('没有这样的话');
          await page.locator('.search-tips').waitFor();
          await isAccessible(page, 'dialog, none');
          await page.route(index, (route) => route.abort());
          await page.goto(site.url);
          await openDialog(page);
          await dialogBox.fill('晨光');
          await page.locator(failure).waitFor();
          await isAccessible(page, 'dialog, error');
          await page.goto(`${site.url}${asked('晨光')}`);
          await page.locator(failure).waitFor();
          await isAccessible(page, 'page, error');
          errors.length = 0;
        },
        options,
      );
      await visit(
        site,
        asked('晨光 -网页 area:历史'),
        async ({ page }) => {
          await says(page, count, '共 10 篇');
          await page.locator('.search-facets summary', { hasText: '人物' }).click();
          await facet(page, '沈括').waitFor();
          await isAccessible(page, 'page, facets');
        },
        options,
      );
    });
  }
});

describe('a site without search', () => {
  it('has no page, no button, no link and no index', async () => {
    const { output } = await buildSound(postsDir, {}, { search: { enabled: false } });
    for (const name of ['search', 'search-index']) {
      assert.equal(existsSync(path.join(output, name)), false, name);
    }
    const home = readFileSync(path.join(output, 'index.html'), 'utf8');
    assert.doesNotMatch(home, /data-action="search"|href="[^"]*\/search\//);
    assert.doesNotMatch(readFileSync(path.join(output, 'sitemap.xml'), 'utf8'), /\/search\//);
  });
});
