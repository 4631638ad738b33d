/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import type { Browser } from 'playwright-core';
import { isAccessible } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { startFixtureSite, type FixtureSite } from './fixture/site.ts';

/** Widths by colour scheme: what is shown at the middle one is shown at one of the others too. */
const widths = { light: [320, 768, 1280], dark: [320, 1280] } as const;

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

describe('every template', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is clean for axe and never scrolls sideways, ${colorScheme}`, async () => {
      // axe is injected; the CSP of the pages is tested elsewhere.
      const context = await browser.newContext({ colorScheme, bypassCSP: true });
      const page = await context.newPage();
      for (const [name, file] of Object.entries(site.pages)) {
        await page.goto(site.url + file);
        for (const width of widths[colorScheme]) {
          await page.setViewportSize({ width, height: 900 });
          const sideways = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.ok(sideways <= 0, `${name} at ${width} px is ${sideways} px too wide`);
          for (const mode of name === 'post' ? ['zh', 'both', 'en'] : ['zh']) {
            if (name === 'post') {
              await page.locator(`button[value="${mode}"]`).click();
            }
            await isAccessible(page, `${name} at ${width} px, ${mode}`);
          }
        }
      }
      await context.close();
    });
  }

  it('is valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      // These are about the style of HTML, not its validity.
      rules: {
        'void-style': 'off',
        'doctype-style': 'off',
        'no-trailing-whitespace': 'off',
        'long-title': 'off',
        'prefer-native-element': 'off',
      },
    });
    for (const [name, file] of Object.entries(site.pages)) {
      const html = await readFile(path.join(site.folder, file), 'utf8');
      const report = await validator.validateString(html);
      const messages = report.results.flatMap((result) =>
        result.messages.map(
          ({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`,
        ),
      );
      assert.deepEqual(messages, [], name);
    }
  });

  it('weighs at most 40 KB gzipped beyond the text of the article', async () => {
    const read = (href: string): Promise<Buffer> =>
      readFile(path.join(site.folder, 'assets', path.basename(href)));
    const html = await readFile(path.join(site.folder, 'post/index.html'), 'utf8');
    const chrome = html.replace(/(data-article[^>]*>)[\s\S]*(<footer class="post-end")/, '$1$2');
    assert.ok(chrome.length < html.length);
    const parts = [Buffer.from(chrome), await read(site.assets.css), await read(site.assets.js)];
    const bytes = parts.reduce((sum, part) => sum + gzipSync(part).length, 0);
    assert.ok(bytes <= 40_000, `${bytes} bytes`);
  });
});
