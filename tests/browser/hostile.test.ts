/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { buildSound } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import { framesShown, launchBrowser } from '../support/browser.ts';
import { serveFolder } from '../../src/serve/static-server.ts';
import type { StaticServer } from '../../src/serve/static-server.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const hostileDir = path.join(projectDir, 'tests/fixtures/markdown/hostile');
const names = readdirSync(hostileDir)
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.replace(/\.md$/, ''));

describe('hostile posts in a real browser', () => {
  const folder = temporaryFolder();
  let server: StaticServer;
  let browser: Browser;

  before(async () => {
    const posts = path.join(folder, 'posts');
    const outputDir = path.join(folder, 'site');
    for (const name of names) {
      const body = readFileSync(path.join(hostileDir, `${name}.md`), 'utf8');
      writeFiles(posts, { [`${name}.md`]: `---\ntitle: 敌意 ${name}\n---\n${body}` });
    }
    const quotes = `---\ntitle: 敌意 quotes\n---\n${'> '.repeat(10_000)}深处\n\n之后\n`;
    writeFiles(posts, { 'nested-quotes.md': quotes });
    await buildSound(posts, { outputDir });
    [server, browser] = await Promise.all([serveFolder(outputDir), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  it('has posts to test', () => {
    assert.ok(names.length >= 5);
  });

  for (const name of [...names, 'nested-quotes']) {
    it(`${name} runs nothing, asks no other host and leaves the page whole`, async () => {
      const page = await browser.newPage();
      const events: string[] = [];
      page.on('dialog', (dialog) => {
        events.push(`dialog ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('console', (message) => {
        // A picture of the site itself that is not there harms no one.
        const missing =
          message.text().includes('404') && message.location().url.startsWith(server.url);
        if (message.type() === 'error' && !missing) events.push(message.text());
      });
      page.on('pageerror', (error) => events.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url)) events.push(`request ${request.url()}`);
      });
      await page.goto(`${server.url}posts/${name}/`);
      await page.locator('html[data-ready]').waitFor();
      await framesShown(page);

      const whole = await page.evaluate(() => {
        const article = document.querySelector('main > article.post > .article-body');
        const footer = document.querySelector('body > .site-footer');
        const active = article?.querySelectorAll(
          'script, iframe, object, embed, style, svg, form, base, meta, link, [style], ' +
            '[onload], [onerror], [onclick]',
        );
        return {
          article: article !== null && (article.textContent ?? '').trim() !== '',
          mains: document.querySelectorAll('main').length,
          footer: footer instanceof HTMLElement && footer.offsetHeight > 0,
          active: active?.length,
          links: [...(article?.querySelectorAll('a[href]') ?? [])]
            .map((link) => (link as HTMLAnchorElement).protocol)
            .filter((protocol) => !/^(?:https?|mailto|tel):$/.test(protocol)),
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        };
      });
      assert.deepEqual(whole, {
        article: true,
        mains: 1,
        footer: true,
        active: 0,
        links: [],
        wide: 0,
      });
      assert.deepEqual(events, []);
      await page.close();
    });
  }
});
