/// <reference lib="dom" />
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { serveFolder } from '../../src/serve/static-server.ts';
import type { StaticServer } from '../../src/serve/static-server.ts';
import { launchBrowser } from '../support/browser.ts';
import { buildSound } from '../support/build-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** Names that templates and scripts use or may use, and globals of browsers. */
const names = [
  ...['ui-strings', 'ui_strings', 'ui strings', 'search-icon', 'ui_search-icon', 'toc-title'],
  ...['ui_toc-title', 'help-title', 'ui_help-title', 'series-title', 'term-filter', 'main'],
  ...['search-input', 'search-options', 'search-option-1', 'search-facet-area', 'gloss-1'],
  ...['gloss-note-1', 'ui_gloss-note-1', 'gloss', 'gloss', 'fn', 'fn', 'fn-1', 'fnref-1'],
  ...['atlas-title', 'sparkline-title', 'inkstone-problems', 'location', 'document', 'body'],
  ...['forms', 'self', 'history', 'navigator', 'localStorage', 'matchMedia', 'scrollTo', 'top'],
  ...['addEventListener', 'visualViewport', 'caches', 'CSS', 'name', 'constructor', '__proto__'],
];

const body = `# 起

${names.map((name) => `## \`${name}\`\n\n文。`).join('\n\n')}

**术语**（Term: 一个定义，足够长的定义）与注[^1]。

[^1]: 注文。
`;

describe('a page whose headings take every name', () => {
  const folder = temporaryFolder();
  let server: StaticServer;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    const head = 'title: 名字\ndate: 2026-01-01\nseries: 一\n';
    writeFiles(path.join(folder, 'posts'), {
      'names.md': `---\n${head}---\n${body}`,
      'other.md': `---\n${head.replace('名字', '其二')}---\n文。\n`,
    });
    const outputDir = path.join(folder, 'site');
    await buildSound(path.join(folder, 'posts'), { outputDir });
    [server, browser] = await Promise.all([serveFolder(outputDir), launchBrowser()]);
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(`${server.url}posts/names/`);
    await page.waitForFunction(() => 'ready' in document.documentElement.dataset);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  it('has working scripts', async () => {
    await page.locator('button[data-action="theme"]').click();
    assert.equal(await page.evaluate(() => document.documentElement.dataset['theme']), 'dark');
    await page.keyboard.press('?');
    await page.locator('dialog.help[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.locator('dialog.search-dialog[open]').waitFor();
    await page.keyboard.type('定义');
    await page.locator('#ui_search-options [role="option"]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant');
      return !!id && document.getElementById(id)?.closest('dialog') !== null;
    });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    assert.deepEqual(errors, []);
  });

  it('has each id once, and the interface refers to its own elements only', async () => {
    const found = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      const named = ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'href'];
      const astray = [...document.querySelectorAll(named.map((name) => `[${name}]`).join())]
        .flatMap((from) => named.map((name) => [from, from.getAttribute(name) ?? ''] as const))
        .filter(([, value]) => /^#?ui_/.test(value))
        .filter(([, value]) => {
          const target = document.getElementById(value.replace(/^#/, ''));
          return !target || target.matches('.article-body :is(h2, h3)');
        })
        .map(([, value]) => value);
      return { twice: ids.filter((id, index) => ids.indexOf(id) !== index), astray };
    });
    assert.deepEqual(found, { twice: [], astray: [] });
  });

  it('keeps the plain fragments of its headings', async () => {
    for (const id of ['ui-strings', 'search-icon', 'toc-title', 'help-title', 'location']) {
      assert.equal(await page.locator(`:is(h2, h3)#${id}`).count(), 1, id);
    }
  });
});
