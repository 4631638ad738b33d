/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { framesShown, launchBrowser } from '../support/browser.ts';
import { startFixtureSite, type FixtureSite } from './fixture/site.ts';

let site: FixtureSite;
let browser: Browser;

before(async () => {
  [site, browser] = await Promise.all([startFixtureSite(), launchBrowser()]);
});
after(async () => {
  await browser.close();
  await site.close();
});

interface Opened {
  readonly page: Page;
  /** Requests to any other host. Blocked, so that tests never leave the machine. */
  readonly foreign: string[];
  readonly errors: string[];
}

/** Opens a page in a browser of its own, runs the steps, and fails on console errors. */
async function visit(
  path: string,
  steps: (opened: Opened) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...options,
  });
  try {
    const page = await context.newPage();
    const opened: Opened = { page, foreign: [], errors: [] };
    page.on('pageerror', (error) => opened.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') opened.errors.push(message.text());
    });
    await context.route(
      (url) => url.origin !== new URL(site.url).origin,
      (route) => {
        opened.foreign.push(route.request().url());
        return route.fulfill({ contentType: 'text/html', body: '<title>stub</title>' });
      },
    );
    await page.goto(site.url + path);
    await steps(opened);
    assert.deepEqual(opened.errors, []);
  } finally {
    await context.close();
  }
}

const data = (page: Page, name: string): Promise<string | undefined> =>
  page.evaluate((key) => document.documentElement.dataset[key], name);
const announced = async (page: Page, text: string): Promise<void> => {
  await page.locator('[data-announcer]', { hasText: text }).waitFor({ state: 'attached' });
};

describe('theme', () => {
  it('is kept from page to page and is set before the first paint', async () => {
    await visit('post/', async ({ page }) => {
      await page.locator('button[data-action="theme"]').click();
      assert.equal(await data(page, 'theme'), 'dark');
      await announced(page, '已切换为深色');
      // The module is held back: what the page shows now comes from the inline script alone.
      await page.route('**/main.*.js', () => undefined);
      await page.goto(`${site.url}about/`, { waitUntil: 'commit' });
      await page.waitForSelector('h1');
      // The browser paints nothing before the style sheet is there: this is the first paint.
      await page.waitForFunction(() =>
        [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].every(
          (link) => link.sheet,
        ),
      );
      assert.equal(await data(page, 'theme'), 'dark');
      const background = await page.evaluate(
        () => getComputedStyle(document.documentElement).backgroundColor,
      );
      assert.equal(background, 'rgb(24, 23, 21)');
    });
  });

  it('goes back to following the system when the choice equals it', async () => {
    await visit('about/', async ({ page }) => {
      await page.keyboard.press('t');
      await page.keyboard.press('t');
      assert.equal(await data(page, 'theme'), undefined);
      assert.equal(await page.evaluate(() => localStorage.getItem('theme')), null);
    });
  });
});

describe('originals', () => {
  const openBlocks = (page: Page): Promise<number> =>
    page.locator('details.original[open]').count();
  const button = (page: Page, mode: string) =>
    page.locator(`button[data-action="originals"][value="${mode}"]`);

  it('opens all, shows English only, and is remembered', async () => {
    await visit('post/', async ({ page }) => {
      assert.equal(await openBlocks(page), 0);
      await button(page, 'both').click();
      assert.equal(await openBlocks(page), 2);
      assert.equal(await button(page, 'both').getAttribute('aria-pressed'), 'true');
      await announced(page, '中英对照');
      assert.ok(await page.locator('#second').isVisible());

      await button(page, 'en').click();
      assert.ok(!(await page.locator('#second').isVisible()));
      assert.ok(await page.locator('#first-original').isVisible());
      assert.ok(await page.getByText('结尾。', { exact: true }).isVisible());

      await page.reload();
      assert.equal(await data(page, 'originals'), 'en');
      assert.equal(await openBlocks(page), 2);

      await page.keyboard.press('o');
      assert.equal(await openBlocks(page), 0);
      assert.ok(await page.locator('#second').isVisible());
    });
  });

  it('keeps the place of the paragraph being read', async () => {
    await visit('post/', async ({ page }) => {
      const top = (): Promise<number> =>
        page.locator('#小节').evaluate((element) => element.getBoundingClientRect().top);
      await page.locator('#小节').evaluate((element) => {
        element.scrollIntoView();
      });
      const before = await top();
      for (const mode of ['both', 'en', 'zh']) {
        await button(page, mode).click();
        assert.ok(Math.abs((await top()) - before) <= 2, `${mode}: ${await top()} after ${before}`);
      }
    });
  });

  it('does not shift the page when both languages are remembered', async () => {
    await visit('post/', async ({ page }) => {
      await button(page, 'both').click();
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            shifts.push((entry as PerformanceEntry & { value: number }).value);
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.reload();
      await page.locator('html[data-ready]').waitFor();
      await framesShown(page);
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
      assert.equal(
        shifts.reduce((sum, shift) => sum + shift, 0),
        0,
      );
    });
  });

  it('shows what a deep link names, in every mode', async () => {
    await visit('post/', async ({ page }) => {
      await button(page, 'en').click();
      await page.goto(`${site.url}post/#gloss-3`);
      await page.reload();
      assert.ok(await page.locator('#gloss-3 dfn').isVisible());
      await button(page, 'zh').click();
      await page.goto(`${site.url}post/#first-original`);
      assert.ok(await page.locator('#first-original').isVisible());
    });
  });

  it('have no switch where an article has none', async () => {
    await visit('book/', async ({ page }) => {
      assert.equal(await button(page, 'both').count(), 0);
    });
  });
});

describe('glosses', () => {
  const popover = (page: Page) => page.locator('.gloss-popover');

  it('open under the mouse, stay while the mouse is on the note, and close', async () => {
    await visit('post/', async ({ page }) => {
      assert.ok(!(await page.locator('#gloss-1 .gloss-note').isVisible()));
      assert.ok(await page.locator('#gloss-2 .gloss-note').isVisible());
      await page.locator('#gloss-1 dfn').hover();
      await popover(page).waitFor();
      assert.equal(
        await popover(page).innerText(),
        'Spaced repetition\n按遗忘的快慢安排复习的方法。',
      );
      await page.clock.install();
      await popover(page).hover();
      await page.clock.fastForward(10_000);
      assert.ok(await popover(page).isVisible());
      await page.mouse.move(5, 5);
      await popover(page).waitFor({ state: 'hidden' });
    });
  });

  it('stay after a click until Escape or a click elsewhere', async () => {
    await visit('post/', async ({ page }) => {
      const term = page.locator('#gloss-1 dfn');
      await term.click();
      await page.clock.install();
      await page.mouse.move(5, 5);
      await page.clock.fastForward(10_000);
      assert.ok(await popover(page).isVisible());
      assert.equal(await term.getAttribute('aria-expanded'), 'true');
      await page.keyboard.press('Escape');
      assert.ok(!(await popover(page).isVisible()));
      assert.equal(await term.getAttribute('aria-expanded'), 'false');
      await term.click();
      await page.mouse.click(640, 20);
      assert.ok(!(await popover(page).isVisible()));
    });
  });

  it('open by keyboard and tell screen readers the note', async () => {
    await visit('post/', async ({ page }) => {
      const term = page.locator('#gloss-1 dfn');
      await page.locator('.toc a').last().focus();
      await page.keyboard.press('Tab');
      assert.ok(await term.evaluate((element) => element === document.activeElement));
      await popover(page).waitFor();
      await page.keyboard.press('Escape');
      await popover(page).waitFor({ state: 'hidden' });
      await page.keyboard.press('Enter');
      await popover(page).waitFor();
      await page.keyboard.press('Enter');
      await popover(page).waitFor({ state: 'hidden' });
      const described = await term.getAttribute('aria-describedby');
      assert.match((await page.locator(`#${described}`).textContent()) ?? '', /按遗忘的快慢/);
    });
  });

  it('open by touch and stay inside a phone', async () => {
    await visit(
      'post/',
      async ({ page }) => {
        await page.locator('#gloss-1 dfn').tap();
        await popover(page).waitFor();
        const box = await popover(page).boundingBox();
        assert.ok(box && box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
      },
      { viewport: { width: 320, height: 640 }, hasTouch: true },
    );
  });
});

describe('keys', () => {
  it('do nothing while the reader types, holds a modifier or reads the help', async () => {
    await visit('post/', async ({ page }) => {
      await page.evaluate(() => {
        document.querySelector('main')?.prepend(document.createElement('input'));
      });
      await page.locator('input').first().fill('');
      await page.locator('input').first().focus();
      await page.keyboard.type('to?');
      assert.equal(await page.locator('input').first().inputValue(), 'to?');
      assert.equal(await data(page, 'theme'), undefined);
      await page.locator('input').first().blur();
      await page.keyboard.press('Alt+t');
      assert.equal(await data(page, 'theme'), undefined);

      await page.keyboard.press('?');
      assert.ok(await page.locator('dialog[data-help]').isVisible());
      await page.keyboard.press('t');
      assert.equal(await data(page, 'theme'), undefined);
      await page.keyboard.press('Escape');
      assert.ok(!(await page.locator('dialog[data-help]').isVisible()));
    });
  });

  it('j and k go from section to section', async () => {
    await visit('post/', async ({ page }) => {
      const focused = (): Promise<string | undefined> =>
        page.evaluate(() => document.activeElement?.id);
      await page.keyboard.press('j');
      assert.equal(await focused(), '发端');
      await page.keyboard.press('j');
      assert.equal(await focused(), '小节');
      await page.keyboard.press('k');
      assert.equal(await focused(), '发端');
    });
  });
});

describe('table of contents', () => {
  const current = (page: Page) => page.locator('.toc a[aria-current="true"]');

  it('marks the section being read, also after a long jump', async () => {
    await visit('post/', async ({ page }) => {
      await page.evaluate(() => {
        scrollTo(0, document.body.scrollHeight);
      });
      await current(page).filter({ hasText: '代码' }).waitFor();
      await page.evaluate(() => {
        scrollTo(0, 0);
      });
      await current(page).waitFor({ state: 'detached' });
      await page.locator('.toc a', { hasText: '小节' }).click();
      await current(page).filter({ hasText: '小节' }).waitFor();
      assert.equal(decodeURIComponent(new URL(page.url()).hash), '#小节');
    });
  });

  it('is folded on phones and stands beside the text on wide screens', async () => {
    await visit(
      'post/',
      async ({ page }) => {
        const link = page.locator('.toc a').first();
        assert.ok(!(await link.isVisible()));
        await page.locator('.toc summary').click();
        assert.ok(await link.isVisible());
        await link.click();
        assert.ok(!(await link.isVisible()));
      },
      { viewport: { width: 390, height: 844 } },
    );
    await visit('post/', async ({ page }) => {
      assert.ok(await page.locator('.toc a').first().isVisible());
    });
  });
});

describe('copying', () => {
  it('a heading link copies its address and says so', async () => {
    await visit(
      'post/',
      async ({ page }) => {
        await page.locator('#发端 .heading-anchor').click();
        await announced(page, '已复制本节链接');
        const text = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(decodeURIComponent(text), `${site.url}post/#发端`);
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    );
  });

  it('a code block copies its code', async () => {
    await visit(
      'post/',
      async ({ page }) => {
        await page.locator('.code-copy').click();
        await announced(page, '已复制代码');
        assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^const a = f\(/);
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    );
  });
});

describe('video', () => {
  it('asks no host before the click, and only youtube-nocookie.com after it', async () => {
    await visit('post/', async ({ page, foreign }) => {
      await page.waitForLoadState('networkidle');
      assert.deepEqual(foreign, []);
      await page.locator('button[data-video]').click();
      const frame = page.locator('iframe');
      assert.equal(
        await frame.getAttribute('src'),
        'https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&start=83',
      );
      await page.locator('a.timestamp').click();
      assert.match((await frame.getAttribute('src')) ?? '', /start=83$/);
      assert.equal(new URL(page.url()).pathname, '/notes/post/');
      for (const url of foreign) assert.match(url, /^https:\/\/www\.youtube-nocookie\.com\//);
      assert.ok(foreign.length > 0);
    });
  });
});

describe('without scripts', () => {
  it('everything can be read, and no control is shown that does nothing', async () => {
    await visit(
      'post/',
      async ({ page, foreign }) => {
        const note = page.locator('#gloss-1 .gloss-note');
        assert.ok(await note.isVisible());
        assert.match(await note.innerText(), /（Spaced repetition：按遗忘的快慢安排复习的方法。）/);
        await page.locator('details.original summary').first().click();
        assert.ok(await page.locator('#first-original').isVisible());
        for (const control of await page.locator('button').all()) {
          assert.ok(!(await control.isVisible()), (await control.textContent()) ?? '');
        }
        assert.ok(await page.locator('.source-link').isVisible());
        assert.ok(await page.locator('.toc a').first().isVisible());
        assert.deepEqual(foreign, []);
      },
      { javaScriptEnabled: false },
    );
  });

  it('glosses read inline when the module cannot be loaded', async () => {
    await visit('about/', async ({ page, errors }) => {
      await page.route('**/main.*.js', (route) => route.abort());
      await page.goto(`${site.url}post/`);
      await page.locator('#gloss-1 .gloss-note').waitFor();
      errors.length = 0;
    });
  });

  it('stays as it is when a script of somebody else cannot be loaded', async () => {
    await visit('post/', async ({ page, errors }) => {
      const hasScripts = await page.evaluate(async () => {
        const script = document.createElement('script');
        script.src = '/statistics.js';
        await new Promise((failed) => {
          script.addEventListener('error', failed);
          document.head.append(script);
        });
        return document.documentElement.classList.contains('js');
      });
      assert.ok(hasScripts);
      errors.length = 0;
    });
  });
});
