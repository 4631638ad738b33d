/// <reference lib="dom" />
import assert from 'node:assert/strict';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { buildSound } from '../../support/build-site.ts';
import { launchBrowser } from '../../support/browser.ts';
import { serveFolder } from '../../../src/serve/static-server.ts';
import type { StaticServer } from '../../../src/serve/static-server.ts';
import { temporaryFolder, writeFiles } from '../../support/temporary-folder.ts';

/** Path that the site lives under: an address without the prefix must not work. */
export const prefix = '/notes/';

/** Would run and change the title of the page if a text ever became markup. */
export const hostileTitle = `<img src=x onerror="document.title='owned'"> & <b>标记</b>`;

// Made while the file loads: folders made in a hook would be removed when it ends.
const outputDir = path.join(temporaryFolder(), 'site');
export const postsDir = path.join(temporaryFolder(), 'posts');

const areas = ['天文', '历史', '排版'];
const speakers = ['沈砚秋', 'Lex Fridman'];

/** Thirty articles that share a phrase, and a few with words of their own. */
function posts(): Record<string, string> {
  const many = Array.from({ length: 30 }, (_, index) => [
    `moon-${index}.md`,
    `---
title: 月相笔记之${index}
date: 20${20 + (index % 5)}-03-${String((index % 28) + 1).padStart(2, '0')}
area: ${areas[index % 3]}
speaker: ${speakers[index % 2]}
people: [${index % 2 === 0 ? '郭守敬' : '沈括'}]
---
${'开头的一段说些别的事情，好让正文有些长度。\n\n'.repeat(12)}晨光漫过书页，第${index}次。${index === 7 ? '独一无二的银杏叶。' : ''}

${'后面还有许多段落。\n\n'.repeat(30)}`,
  ]);
  return {
    ...(Object.fromEntries(many) as Record<string, string>),
    'hostile.md': `---
title: '${hostileTitle.replaceAll("'", "''")}'
date: 2024-01-02
area: '<script>document.title="owned"</script>'
summary: '毒草摘要 <script>document.title="owned"</script>'
---
毒草：\`<img src=x onerror="document.title='owned'">\` 只是文字。
`,
    'outlined.md': `---
title: 海岸
date: 2024-07-08
---
${['潮汐', '灯塔与雾号', '归航']
  .map(
    (name) => `## ${name}\n\n${name}一节的开头。\
\n\n${'占位的段落，占去一屏。\n\n'.repeat(30)}`,
  )
  .join('')}`,
    'original.md': `---
title: 斑马线
date: 2024-05-06
people: [毕昇]
---
${'占位的段落，占去一屏。\n\n'.repeat(40)}过街的人在等。

<details><summary>View/Hide Original English</summary><p class="english-text">The paper zebra \
crosses the street at dusk.</p></details>

${'占位的段落，占去一屏。\n\n'.repeat(40)}`,
  };
}

export interface SearchSite {
  readonly url: string;
  readonly folder: string;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** Builds a site with an index and serves it as a host would, with its policy as a header. */
export async function startSearchSite(): Promise<SearchSite> {
  writeFiles(postsDir, posts());
  await buildSound(postsDir, { outputDir }, { pathPrefix: prefix });
  const [server, browser]: [StaticServer, Browser] = await Promise.all([
    serveFolder(outputDir, { pathPrefix: prefix }),
    launchBrowser(),
  ]);
  return {
    url: server.url,
    folder: outputDir,
    browser,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Addresses below the site that were asked for. */
  readonly requests: string[];
  /** Errors of the console. Steps that provoke one empty the list. */
  readonly errors: string[];
}

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 760 },
  isMobile: true,
  hasTouch: true,
};

/**
 * Opens a page in a context of its own, runs the steps, and fails on console errors: those of the
 * CSP are among them.
 */
export async function visit(
  site: SearchSite,
  address: string,
  steps: (opened: Opened) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await site.browser.newContext({
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
    ...options,
  });
  try {
    const page = await context.newPage();
    const opened: Opened = { page, context, requests: [], errors: [] };
    page.on('pageerror', (error) => opened.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') opened.errors.push(message.text());
    });
    page.on('request', (request) => {
      opened.requests.push(request.url().replace(site.url, ''));
    });
    await page.goto(site.url + address);
    await page.locator('html[data-ready]').waitFor();
    await steps(opened);
    assert.deepEqual(opened.errors, []);
    assert.deepEqual(
      opened.requests.filter((url) => /^https?:/.test(url)),
      [],
      'asked another host',
    );
  } finally {
    await context.close();
  }
}

/** Opens the dialog by its key and waits for the script. */
export async function openDialog(page: Page): Promise<void> {
  await page.keyboard.press('/');
  await page.locator('.search-dialog .search-help').waitFor();
}

/** Waits for a text in an element. */
export async function says(page: Page, selector: string, text: string | RegExp): Promise<void> {
  await page.locator(selector, { hasText: text }).first().waitFor({ state: 'attached' });
}

export const focusedClass = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.className);

/** Whether a request is for the index or for the script of the search. */
export const isSearchRequest = (url: string): boolean =>
  url.startsWith('search-index/') || url.startsWith('assets/search.');

export interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

/** Holds back what awaits it until it is opened. */
export function gate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    opened,
    open: () => {
      open();
    },
  };
}
