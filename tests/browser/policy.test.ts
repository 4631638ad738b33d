/// <reference lib="dom" />
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { serveFolder } from '../../src/serve/static-server.ts';
import type { StaticServer } from '../../src/serve/static-server.ts';
import { buildSound, readFolder } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import { framesShown, launchBrowser } from '../support/browser.ts';
import { htmlFiles } from '../support/html-validity.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

declare global {
  interface Window {
    violations?: string[];
  }
}

/**
 * One page of each kind. Pages are of one kind if their addresses begin alike and are equally deep.
 */
function onePageOfEachKind(files: readonly string[]): string[] {
  const kinds = new Map<string, string>();
  for (const file of files) {
    const parts = file.split('/');
    const kind = `${parts.length > 1 ? (parts[0] ?? '') : file} ${parts.length}`;
    if (!kinds.has(kind)) kinds.set(kind, file.replace(/(?:^|(?<=\/))index\.html$/, ''));
  }
  return [...kinds.values()];
}

const pagesAtOnce = 6;

describe('the content security policy', () => {
  const outputDir = path.join(temporaryFolder(), 'site');
  let server: StaticServer;
  let browser: Browser;
  let context: BrowserContext;
  let pages: readonly string[] = [];

  before(async () => {
    await buildSound(
      path.join(projectDir, 'posts'),
      { outputDir, now: new Date('2026-12-01T04:00:00Z') },
      { pathPrefix: '/notes/', editions: { serviceWorker: true } },
    );
    pages = onePageOfEachKind(htmlFiles(readFolder(outputDir)));
    [server, browser] = await Promise.all([
      serveFolder(outputDir, { pathPrefix: '/notes/' }),
      launchBrowser(),
    ]);
    context = await browser.newContext();
    await context.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        window.violations?.push(`${event.violatedDirective}: ${event.blockedURI}`);
      });
    });
    // The video player is another host's: what counts is that the policy lets it load.
    await context.route('https://www.youtube-nocookie.com/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>player</title>' }),
    );
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  async function open(target: string): Promise<Page> {
    const page = await context.newPage();
    const response = await page.goto(server.url + target);
    assert.ok(response, target);
    assert.match(response.headers()['content-security-policy'] ?? '', /^default-src 'self';/);
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    return page;
  }

  const violationsOf = (page: Page) => page.evaluate(() => window.violations);

  it('allows every kind of page what it holds', async () => {
    assert.ok(pages.length > 20, String(pages.length));
    const look = async (target: string): Promise<void> => {
      const page = await open(target);
      await framesShown(page);
      assert.deepEqual(await violationsOf(page), [], target);
      await page.close();
    };
    for (let start = 0; start < pages.length; start += pagesAtOnce) {
      await Promise.all(pages.slice(start, start + pagesAtOnce).map(look));
    }
  });

  it('allows what scripts do on an article', async () => {
    const page = await open('posts/the-grammar-of-links/');
    await page.locator('[data-action="theme"]').first().click();
    await page.keyboard.press('o');
    await page.keyboard.press('j');
    await page.keyboard.press('?');
    await page.keyboard.press('Escape');
    const glosses = page.locator('.gloss.has-definition dfn');
    assert.ok((await glosses.count()) > 0);
    await glosses.first().click();
    assert.deepEqual(await violationsOf(page), []);
    await page.close();
  });

  it('allows the video player after a click', async () => {
    const site = readFolder(outputDir);
    const videos = htmlFiles(site).filter((name) => String(site.get(name)).includes('data-video='));
    const [file = assert.fail('The demo has no video.')] = videos;
    const page = await open(file.replace(/index\.html$/, ''));
    await page.locator('[data-video]').first().click();
    await page.frameLocator('iframe').locator('title').waitFor({ state: 'attached' });
    assert.deepEqual(await violationsOf(page), []);
    await page.close();
  });

  it('stops a script that does not belong to the site', async () => {
    const page = await open('');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "run"';
      document.head.append(script);
    });
    assert.notEqual(await page.title(), 'run');
    await page.waitForFunction(() => window.violations?.length === 2);
    assert.match(String(await violationsOf(page)), /script-src-elem: inline/);
    await page.close();
  });
});
