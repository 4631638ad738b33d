/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { serveFolder, type StaticServer } from '../../src/serve/static-server.ts';
import { isAccessible } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { buildSound } from '../support/build-site.ts';
import { Happenings } from '../support/wait-for.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

declare global {
  interface Window {
    violations?: string[];
  }
}

/** What a provider serves, by path. `ELSEWHERE` becomes the address of a host that nobody named. */
const served: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/zh-CN/widget': [
    'text/html',
    `<p id="theme"></p><script>
      const show = (theme) => (document.getElementById('theme').textContent = theme);
      show(new URLSearchParams(location.search).get('theme'));
      addEventListener('message', ({ data }) => show(data.giscus.setConfig.theme));
      parent.postMessage({ giscus: { resizeHeight: 321 } }, '*');
    </script>`,
  ],
  '/client/waline.css': ['text/css', '.wl { color: var(--waline-color) }'],
  '/client/waline.js': [
    'text/javascript',
    `export async function init({ el, serverURL, lang }) {
      const answer = await fetch(serverURL + '/api/comment');
      await fetch('ELSEWHERE/emoji').catch(() => undefined);
      el.innerHTML = '<img src="ELSEWHERE/avatar" alt="avatar">';
      el.innerHTML += '<p class="wl">' + lang + ' ' + (await answer.text()) + '</p>';
    }`,
  ],
  '/api/comment': ['text/plain', 'one comment'],
  '/embed.js': [
    'text/javascript',
    `document.getElementById('talk').textContent = document.currentScript.dataset.site;`,
  ],
  '/count.js': [
    'text/javascript',
    `const to = document.currentScript.dataset.goatcounter;
     navigator.sendBeacon(to, 'visit');
     fetch('ELSEWHERE/track').catch(() => undefined);`,
  ],
  '/count': ['text/plain', ''],
};

/** A provider on this machine, and all that it was asked for. */
async function startProvider(elsewhere = '') {
  const asked: string[] = [];
  const happenings = new Happenings();
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(pathname);
    happenings.tell();
    const [type, text] = served[pathname] ?? ['text/plain', 'nothing'];
    const status = pathname in served ? 200 : 404;
    response.writeHead(status, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' });
    response.end(text.replaceAll('ELSEWHERE', elsewhere));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return { url, asked, happenings, close: () => new Promise((resolve) => server.close(resolve)) };
}

type Provider = Awaited<ReturnType<typeof startProvider>>;

describe('services of other hosts', () => {
  const folder = temporaryFolder();
  const closers: (() => Promise<unknown>)[] = [];
  let browser: Browser;
  let elsewhere: Provider;

  before(async () => {
    writeFiles(folder, {
      'posts/a.md': '---\ntitle: 甲\nslug: a\ndate: 2026-01-02\n---\n\n正文\n',
    });
    elsewhere = await startProvider();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await Promise.all([...closers, elsewhere.close].map((close) => close()));
  });

  /** Builds and serves the site with settings that name a provider, which is served too. */
  async function serve(settingsOf: (provider: string) => Partial<SiteConfigInput>) {
    const provider = await startProvider(elsewhere.url);
    const outputDir = path.join(temporaryFolder(), 'site');
    await buildSound(path.join(folder, 'posts'), { outputDir }, settingsOf(provider.url));
    const site: StaticServer = await serveFolder(outputDir, { pathPrefix: '/' });
    closers.push(provider.close, () => site.close());
    const context: BrowserContext = await browser.newContext({ colorScheme: 'light' });
    closers.push(() => context.close().catch(() => undefined));
    await context.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        window.violations?.push(`${event.violatedDirective}: ${event.blockedURI}`);
      });
    });
    const hosts = new Set<string>();
    const open = async (address = 'posts/a/'): Promise<Page> => {
      const page = await context.newPage();
      page.on('request', (request) => hosts.add(new URL(request.url()).origin));
      await page.goto(site.url + address);
      await page.locator('html[data-ready]').waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      return page;
    };
    return { provider, site, open, hosts };
  }

  /** What the policy stopped; header and meta element each say so. */
  const violationsOf = async (page: Page) => [
    ...new Set(await page.evaluate(() => window.violations)),
  ];
  const opener = (page: Page) => page.locator('.comments button');

  const giscus = (host: string): Partial<SiteConfigInput> => ({
    comments: {
      ...{ provider: 'giscus', host, repo: 'me/notes', repoId: 'R_1' },
      ...{ category: 'Comments', categoryId: 'DIC_1' },
    },
  });

  it('opens giscus in a frame after a click, and lets it follow the theme', async () => {
    const { provider, site, open, hosts } = await serve(giscus);
    const page = await open();
    assert.deepEqual([...hosts], [new URL(site.url).origin], 'nothing is asked before');
    const topOf = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? 0;
    assert.ok((await topOf('.comments')) > (await topOf('.post-end')), 'it stands at the end');
    assert.match(await opener(page).innerText(), /显示评论\s+点击后才连接 127\.0\.0\.1:\d+/);

    await opener(page).click();
    const frame = page.frameLocator('.comments-frame');
    await frame.getByText('light').waitFor();
    await page.locator('.comments-frame[style*="321px"]').waitFor();
    await page.locator('[data-action="theme"]').first().click();
    await frame.getByText('dark').waitFor();
    assert.deepEqual(provider.asked, ['/zh-CN/widget']);
    assert.deepEqual(await violationsOf(page), []);
    assert.deepEqual([...hosts], [new URL(site.url).origin, provider.url]);
    const source = await page.locator('.comments-frame').getAttribute('src');
    const query = new URL(source ?? '').searchParams;
    assert.deepEqual(
      ['repo', 'repoId', 'categoryId', 'term', 'strict', 'session'].map((name) => query.get(name)),
      ['me/notes', 'R_1', 'DIC_1', 'posts/a/', '1', ''],
    );
  });

  it('opens giscus for readers who come back from signing in', async () => {
    const { site, open } = await serve(giscus);
    const page = await open('posts/a/?giscus=token#x');
    const frame = page.locator('.comments-frame');
    await frame.waitFor();
    const query = new URL((await frame.getAttribute('src')) ?? '').searchParams;
    assert.equal(query.get('session'), 'token');
    assert.equal(query.get('origin'), `${site.url}posts/a/`);
    assert.equal(page.url(), `${site.url}posts/a/`);
  });

  it('shows a link without scripts where there is one, and else nothing', async () => {
    const ways: [(host: string) => Partial<SiteConfigInput>, string][] = [
      [giscus, '评论\n在 github.com 打开'],
      [(serverURL) => ({ comments: { provider: 'waline', serverURL } }), ''],
    ];
    for (const [settingsOf, text] of ways) {
      const { site } = await serve(settingsOf);
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(`${site.url}posts/a/`);
      const section = page.locator('.comments');
      assert.equal(await section.isVisible(), text !== '');
      if (text !== '') {
        assert.equal((await section.innerText()).trim(), text);
        assert.equal(
          await section.locator('a').getAttribute('href'),
          'https://github.com/me/notes/discussions',
        );
      }
      await context.close();
    }
  });

  it('has a button that is clean for axe and fits a phone', async () => {
    const { site } = await serve(giscus);
    for (const colorScheme of ['light', 'dark'] as const) {
      // axe is injected, so the policy must not stop it.
      const context = await browser.newContext({ colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.setViewportSize({ width: 320, height: 900 });
      await page.goto(`${site.url}posts/a/`);
      await opener(page).waitFor();
      await isAccessible(page, 'comments', { include: '.comments' });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, String(width));
      await context.close();
    }
  });

  it('opens Waline, which reaches its server and no other host', async () => {
    const { provider, open } = await serve((url) => ({
      comments: { provider: 'waline', serverURL: url, client: `${url}/client/` },
    }));
    const page = await open();
    assert.deepEqual(provider.asked, []);
    await opener(page).click();
    await page.locator('.comments .wl', { hasText: 'zh-CN one comment' }).waitFor();
    assert.deepEqual(provider.asked, ['/client/waline.css', '/client/waline.js', '/api/comment']);
    assert.deepEqual(await violationsOf(page), [
      `connect-src: ${elsewhere.url}/emoji`,
      `img-src: ${elsewhere.url}/avatar`,
    ]);
    await page.getByAltText('avatar').waitFor({ state: 'hidden' });
    assert.deepEqual(elsewhere.asked, []);
    const colours = await page.locator('.comments .wl').evaluate((text) => {
      const body = getComputedStyle(document.body).color;
      return [getComputedStyle(text).color, body];
    });
    assert.equal(colours[0], colours[1]);
  });

  it("opens the site's own script in its element, and again after a failure", async () => {
    const { provider, open } = await serve((url) => ({
      comments: {
        ...{ provider: 'script', src: `${url}/embed.js`, mount: 'talk' },
        attributes: { 'data-site': 'mine' },
      },
    }));
    const page = await open();
    await page.route(/embed\.js/, (route) => route.abort(), { times: 1 });
    await opener(page).click();
    await page.getByText('未能载入评论').waitFor();
    await opener(page).click();
    await page.locator('#talk', { hasText: 'mine' }).waitFor();
    assert.equal(await page.getByText('未能载入评论').isVisible(), false);
    assert.deepEqual(provider.asked, ['/embed.js']);
    assert.deepEqual(await violationsOf(page), []);
  });

  it('counts a visit on every page, and lets the counter reach no other host', async () => {
    const { provider, open } = await serve((host) => ({
      analytics: { provider: 'goatcounter', host },
    }));
    const page = await open('');
    await provider.happenings.until('the visit', () => provider.asked.includes('/count'));
    assert.deepEqual(provider.asked, ['/count.js', '/count']);
    assert.deepEqual(await violationsOf(page), [`connect-src: ${elsewhere.url}/track`]);
    assert.deepEqual(elsewhere.asked, []);
    assert.equal(await page.locator('.comments').count(), 0);
  });
});
