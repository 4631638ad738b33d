/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  focusedClass,
  gate,
  hostileTitle,
  isSearchRequest,
  openDialog,
  phone,
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

const box = '.search-dialog input';
const option = '.search-option';
const shown = '.search-dialog .search-count';

describe('the search dialog', () => {
  it('asks for nothing before it is used', async () => {
    await visit(site, '', async ({ page, requests }) => {
      await page.waitForLoadState('networkidle');
      assert.deepEqual(requests.filter(isSearchRequest), []);
      await openDialog(page);
      assert.ok(requests.some((url) => url.startsWith('assets/search.')));
      await page.locator(box).fill('晨光');
      await page.locator(option).first().waitFor();
      assert.ok(requests.includes('search-index/manifest.bin'));
    });
  });

  for (const [name, open] of [
    ['slash', '/'],
    ['Ctrl+K', 'Control+k'],
    ['⌘K', 'Meta+k'],
  ] as const) {
    it(`opens by ${name}, closes by Escape, and gives the focus back`, async () => {
      await visit(site, '', async ({ page }) => {
        await page.locator('.site-title').focus();
        await page.keyboard.press(open);
        await page.locator('.search-dialog[open]').waitFor();
        assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'INPUT');
        await page.keyboard.type('晨光');
        await page.keyboard.press('Escape');
        assert.equal(await page.locator('.search-dialog[open]').count(), 0);
        assert.equal(await focusedClass(page), 'site-title');
      });
    });
  }

  it('opens by its button and closes by a click beside it', async () => {
    await visit(site, '', async ({ page }) => {
      await page.locator('button[data-action="search"]').click();
      await page.locator('.search-dialog .search-help').waitFor();
      await page.mouse.click(20, 800);
      assert.equal(await page.locator('.search-dialog[open]').count(), 0);
    });
  });

  it('keeps what is typed while its script loads', async () => {
    await visit(site, '', async ({ page }) => {
      const slow = gate();
      await page.route('**/assets/search.*', async (route) => {
        await slow.opened;
        await route.continue();
      });
      await page.keyboard.press('/');
      await page.keyboard.type('银杏叶');
      slow.open();
      await says(page, shown, '共 1 篇');
      assert.equal(await page.locator(box).inputValue(), '银杏叶');
    });
  });

  it('lists results with title, date, area, speaker and the marked phrase', async () => {
    await visit(site, '', async ({ page }) => {
      await openDialog(page);
      await page.keyboard.type('独一无二的银杏叶');
      await says(page, shown, '共 1 篇');
      const text = await page.locator(option).textContent();
      assert.match(text ?? '', /月相笔记之7.*2022年3月8日.*历史.*Lex Fridman/);
      assert.equal(await page.locator(`${option} mark`).textContent(), '独一无二的银杏叶');
    });
  });

  it('moves by arrow keys as a combobox does, and opens by Enter', async () => {
    await visit(site, '', async ({ page }) => {
      await openDialog(page);
      await page.keyboard.type('晨光漫过书页');
      await says(page, shown, '篇');
      await page.locator(option).nth(9).waitFor();
      const active = () => page.locator(box).getAttribute('aria-activedescendant');
      const ids = await page.locator(option).evaluateAll((all) => all.map(({ id }) => id));
      assert.equal(await page.locator(box).getAttribute('aria-expanded'), 'true');
      assert.equal(await active(), null);
      await page.keyboard.press('ArrowDown');
      assert.equal(await active(), ids[0]);
      await page.keyboard.press('ArrowUp');
      assert.equal(await active(), ids.at(-1));
      await page.keyboard.press('Home');
      assert.equal(await active(), ids[0]);
      await page.keyboard.press('End');
      assert.equal(await active(), ids.at(-1));
      await page.keyboard.press('ArrowDown');
      assert.equal(await active(), ids[0]);
      assert.equal(await page.locator('[aria-selected="true"]').count(), 1);
      // The focus never leaves the box.
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'INPUT');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/posts\/moon-\d+\//);
    });
  });

  it('leads to all results by Enter when none is chosen', async () => {
    await visit(site, '', async ({ page }) => {
      await openDialog(page);
      await page.keyboard.type('晨光 漫过');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${prefix}search/?q=*`);
      await page.locator('.search-results li').first().waitFor();
      assert.equal(await page.locator('#ui_search-input').inputValue(), '晨光 漫过');
    });
  });

  it('is walked through by Tab in a sane order, without leaving it', async () => {
    await visit(site, '', async ({ page }) => {
      await openDialog(page);
      await page.keyboard.type('晨光 area:历史');
      await page.locator(option).first().waitFor();
      const order: string[] = [];
      for (let step = 0; step < 4; step++) {
        await page.keyboard.press('Tab');
        order.push((await focusedClass(page)) ?? '');
      }
      assert.deepEqual(order, ['search-clear', 'search-close', 'search-chip', 'search-all']);
    });
  });

  it('searches for nothing in the middle of a composition', async () => {
    await visit(site, '', async ({ page, context }) => {
      await openDialog(page);
      const cdp = await context.newCDPSession(page);
      const compose = (text: string) =>
        cdp.send('Input.imeSetComposition', {
          text,
          selectionStart: text.length,
          selectionEnd: text.length,
        });
      await page.clock.install();
      await compose('yin');
      await compose("yin'xing");
      assert.equal(await page.locator(box).inputValue(), "yin'xing");
      // Longer than any pause between a key and the search for it.
      await page.clock.fastForward(10_000);
      assert.equal(await page.locator('.search-dialog .search-help').isVisible(), true);
      await page.locator(box).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
      assert.equal(new URL(page.url()).pathname, prefix);
      await cdp.send('Input.insertText', { text: '银杏' });
      await says(page, shown, '共 1 篇');
      assert.equal(await page.locator(box).inputValue(), '银杏');
    });
  });

  it('offers other wordings and searches for them only when asked', async () => {
    await visit(site, '', async ({ page }) => {
      await openDialog(page);
      await page.keyboard.type('毕昇');
      const offer = page.locator('.search-suggestions button', { hasText: 'Bi Sheng' });
      await offer.waitFor();
      assert.equal(await page.locator(box).inputValue(), '毕昇');
      await offer.click();
      assert.equal(await page.locator(box).inputValue(), '"Bi Sheng"');
    });
  });

  it('removes a filter by its chip', async () => {
    await visit(site, '', async ({ page }) => {
      await openDialog(page);
      await page.keyboard.type('晨光漫过书页 area:历史');
      await says(page, shown, '10 篇');
      await page.getByRole('button', { name: '移除筛选 领域：历史' }).click();
      assert.equal(await page.locator(box).inputValue(), '晨光漫过书页');
      await says(page, shown, '30 篇');
    });
  });

  it('announces the count in a status region', async () => {
    await visit(site, '', async ({ page }) => {
      await openDialog(page);
      await page.keyboard.type('银杏叶');
      await says(page, '.search-dialog [role="status"]', '共 1 篇');
    });
  });

  it('shows what authors wrote as text, never as markup', async () => {
    await visit(site, '', async ({ page }) => {
      await openDialog(page);
      await page.keyboard.type('毒草');
      await says(page, shown, '共 1 篇');
      assert.equal(await page.locator('.search-option .search-title').textContent(), hostileTitle);
      assert.equal(
        await page.locator('.search-option :is(img, script, b)').count(),
        0,
        'markup came to life',
      );
      assert.notEqual(await page.title(), 'owned');
    });
  });

  it('fills a phone, does not zoom in, and does not scroll sideways', async () => {
    await visit(
      site,
      '',
      async ({ page }) => {
        await page.locator('button[data-action="search"]').tap();
        await page.locator('.search-dialog .search-help').waitFor();
        await page.locator(box).fill('晨光');
        await page.locator(option).first().waitFor();
        const measured = await page.evaluate(() => {
          const dialog = document.querySelector('.search-dialog');
          const input = dialog?.querySelector('input');
          if (!dialog || !input) throw new Error('There is no dialog.');
          const { width, height } = dialog.getBoundingClientRect();
          const { fontSize } = getComputedStyle(input);
          const sideways = dialog.scrollWidth - dialog.clientWidth;
          return { width, height, sideways, fontSize: Number.parseFloat(fontSize) };
        });
        assert.deepEqual(
          { width: measured.width, height: measured.height, sideways: measured.sideways },
          { width: 390, height: 760, sideways: 0 },
        );
        assert.ok(measured.fontSize >= 16, `${measured.fontSize} px`);
      },
      phone,
    );
  });

  it('closes when a result lies on the page that is open', async () => {
    await visit(site, 'posts/moon-7/', async ({ page }) => {
      await openDialog(page);
      await page.keyboard.type('独一无二的银杏叶');
      await says(page, shown, '共 1 篇');
      await page.locator(option).click();
      await page.locator('.search-dialog[open]').waitFor({ state: 'detached' });
      assert.equal(await page.locator('.search-dialog[open]').count(), 0);
    });
  });
});
