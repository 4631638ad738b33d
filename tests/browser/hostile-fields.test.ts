/// <reference lib="dom" />
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { buildSound, readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { htmlFiles } from '../support/html-validity.ts';
import { serveFolder } from '../../src/serve/static-server.ts';
import type { StaticServer } from '../../src/serve/static-server.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/**
 * Texts that try to break out of their place: of text, of attributes in either quotes, of JSON-LD,
 * of CDATA and comments, of templates and of addresses.
 */
const attacks = [
  '<script>alert(1)</script>',
  '<img src=https://evil.example/x.png onerror=alert(2)>',
  '" onmouseover="alert(3)" autofocus onfocus="alert(3)',
  "' onmouseover='alert(4)' x='",
  '</script><script>alert(5)</script>',
  '</title></style></textarea><svg onload=alert(6)>',
  ']]><script>alert(7)</script><!--',
  '--><iframe src=https://evil.example/></iframe>',
  '{{ "x" | safe }}{% raw %}<b>',
  'javascript:alert(8)',
  '\u202egnp.exe\u2066\u200b',
  '&lt;script&gt;alert(9)&lt;/script&gt;',
  '\\u003cscript>alert(10)</script>\\',
  '<meta http-equiv=refresh content="0;url=https://evil.example/"><base ' +
    'href=https://evil.example/>',
] as const;

const texts = ['title', 'summary', 'insight', 'status', 'author', 'channel', 'description'];
const lists = [
  'area',
  'category',
  'project',
  'series',
  'speaker',
  'guest',
  'tags',
  'people',
  'companies_orgs',
  'products_models',
  'media_books',
  'aliases',
];
const others = [
  'publisher',
  'rating',
  'read_date',
  'year',
  'file_name',
  '<script>alert(11)</script>',
];

/**
 * A post with one attack in every field. Title and aliases are unique, so that posts do not
 * collide.
 */
function post(attack: string, number: number, copy: number): string {
  const quoted = JSON.stringify(attack);
  const unique = JSON.stringify(`${attack} ${number}-${copy}`);
  const source = `https://video.example/"><script>alert(12)</script>?v=${attack}`;
  return [
    '---',
    `title: ${unique}`,
    `date: 2026-01-${String(number + 1).padStart(2, '0')}`,
    ...texts.slice(1).map((field) => `${field}: ${quoted}`),
    // A list in brackets: a plain text would be split at its commas.
    ...lists.map((field) => `${field}: [${field === 'aliases' ? unique : quoted}]`),
    ...others.map((field) => `${JSON.stringify(field)}: ${quoted}`),
    `source: ${JSON.stringify(copy === 1 ? source : `javascript:alert(13)//${attack}`)}`,
    `cover_image: ${quoted}`,
    ...(number % 3 === 0 ? ['layout: book-note.njk'] : []),
    '---',
    `## ${attack.replace(/[\r\n]/g, ' ')}`,
    '',
    `**词${number}**（Term: ${attack}）正文。[[${attack}|${attack}]]`,
    '',
  ].join('\n');
}

/** Reads the policy that hosts are told to send. */
function shippedPolicy(site: FolderContent): string {
  const policy = /Content-Security-Policy: (.+)/.exec(String(site.get('_headers')))?.[1];
  return policy ?? assert.fail('_headers has no policy.');
}

describe('hostile front matter in a real browser', { timeout: 600_000 }, () => {
  const folder = temporaryFolder();
  let site: FolderContent;
  let server: StaticServer;
  let browser: Browser;
  let page: Page;
  const events: string[] = [];

  before(async () => {
    const posts = path.join(folder, 'posts');
    for (const [number, attack] of attacks.entries()) {
      for (const copy of [1, 2]) {
        writeFiles(posts, { [`hostile-${number}-${copy}.md`]: post(attack, number, copy) });
      }
    }
    const many = attacks.flatMap((attack) =>
      Array.from({ length: 6 }, (_, at) => JSON.stringify(`${attack} m${at}`)),
    );
    // Enough tags for the index to have a filter with its list.
    writeFiles(posts, { 'many.md': `---\ntitle: 多\ntags: [${many.join(', ')}]\n---\n正文。\n` });
    const slug = '"><img src=x onerror=alert(14)>';
    const named = `---\ntitle: 名\nslug: ${JSON.stringify(slug)}\n---\n正文。\n`;
    writeFiles(posts, { [`${slug.replaceAll('/', '')}.md`]: named });
    const { output } = await buildSound(
      posts,
      { outputDir: path.join(folder, 'site'), keepGoing: true },
      {
        title: '站 <script>alert(15)</script>',
        description: '" onload="alert(16)</script>',
        about: ['<script>alert(17)</script>'],
        feed: { content: 'full', limit: 200 },
        editions: { serviceWorker: true },
      },
    );
    site = readFolder(output);
    [server, browser] = await Promise.all([serveFolder(output), launchBrowser()]);
    page = await browser.newPage();
    page.on('dialog', (dialog) => {
      events.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (message.type() === 'error') events.push(`${page.url()} ${message.text()}`);
    });
    page.on('pageerror', (error) => events.push(`${page.url()} ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) events.push(`request ${request.url()}`);
    });
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  it('is served under the policy that hosts are told to send', async () => {
    const response = await fetch(server.url);
    assert.equal(response.headers.get('content-security-policy'), shippedPolicy(site));
    await response.arrayBuffer();
  });

  it('gets posts and pages of every type of term published', () => {
    const pages = htmlFiles(site);
    assert.ok(pages.filter((name) => name.startsWith('posts/')).length > attacks.length * 1.5);
    for (const type of [
      'tags',
      'areas',
      'categories',
      'projects',
      'series',
      'speakers',
      'people',
    ]) {
      const own = pages.filter((name) => name.startsWith(`${type}/`));
      assert.ok(own.length > attacks.length / 2, `${type}: ${own.length} pages`);
    }
    for (const name of [
      'index',
      'insights/index',
      'glossary/index',
      'archive/index',
      'atlas/index',
      'search/index',
      'offline/index',
    ]) {
      assert.ok(pages.includes(`${name}.html`), name);
    }
  });

  it('runs nothing, asks no other host and changes no page of the site', async () => {
    for (const name of htmlFiles(site)) {
      const address = name.replace(/(?:^|\/)index\.html$/, (end) =>
        end.startsWith('/') ? '/' : '',
      );
      await page.goto(server.url + address.split('/').map(encodeURIComponent).join('/'));
      const found = await page.evaluate(
        (html) => {
          // The page as it was sent: scripts of the site may style what they move.
          const sent = new DOMParser().parseFromString(html, 'text/html');
          const all = [...document.querySelectorAll('*')];
          const scripts = [...document.scripts].filter(
            ({ type }) => type !== 'application/ld+json',
          );
          const addresses = all.flatMap((element) =>
            ['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href'].flatMap(
              (attribute) => element.getAttribute(attribute) ?? [],
            ),
          );
          return {
            mains: document.querySelectorAll('main').length,
            footers: document.querySelectorAll('body > .site-footer').length,
            bases: document.querySelectorAll(
              'base, iframe, object, embed, meta[http-equiv=refresh]',
            ).length,
            images: document.querySelectorAll('img').length,
            handlers: all.flatMap((element) =>
              element.getAttributeNames().filter((attribute) => attribute.startsWith('on')),
            ),
            styles: sent.querySelectorAll('[style], style').length,
            scripts: scripts.filter(({ text }) => text.includes('alert')).length,
            foreign: scripts.filter(({ src }) => src && !src.startsWith(location.origin)).length,
            addresses: addresses
              .map((address) => new URL(address, location.href).protocol)
              .filter((protocol) => !/^(?:https?|mailto):$/.test(protocol)),
            overrides: /[\u202a-\u202e\u2066-\u2069]/.test(document.title),
            jsonLd: [...document.querySelectorAll('script[type="application/ld+json"]')].filter(
              ({ textContent }) => {
                try {
                  return typeof JSON.parse(textContent) !== 'object';
                } catch {
                  return true;
                }
              },
            ).length,
          };
        },
        String(site.get(name)),
      );
      assert.deepEqual(
        found,
        {
          ...{
            mains: 1,
            footers: 1,
            bases: 0,
            images: 0,
            handlers: [],
            styles: 0,
            scripts: 0,
            foreign: 0,
          },
          ...{ addresses: [], overrides: false, jsonLd: 0 },
        },
        name,
      );
    }
    assert.deepEqual(events, []);
  });

  it('stays text in the results, quotes and choices of the search', async () => {
    for (const query of ['alert', 'script', 'title:alert', 'evil.example onmouseover']) {
      await page.goto(`${server.url}search/?q=${encodeURIComponent(query)}`);
      await page.locator('.search-results > li').first().waitFor();
      const made = page.locator(
        'main :is(script:not([src], [type]), iframe, img, base, meta, [onerror], [onload], ' +
          '[onmouseover], [onfocus])',
      );
      assert.equal(await made.count(), 0, query);
      for (const address of await page
        .locator('main a')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href)))
        assert.match(address, /^https?:/, query);
    }
    assert.deepEqual(events, []);
  });

  it('is shown as written', async () => {
    await page.goto(`${server.url}posts/hostile-0-1/`);
    const title = await page.locator('h1').first().textContent();
    assert.equal(title?.trim(), `${attacks[0]} 0-1`);
    await page.goto(`${server.url}tags/`);
    assert.ok((await page.locator('main').textContent())?.includes(attacks[1]));
  });

  it('stays text in feeds and the sitemap', async () => {
    const documents = [...site.keys()].filter((name) => /\.(?:xml|opml|xsl)$/.test(name));
    assert.ok(documents.length >= 2);
    for (const name of documents) {
      const found = await page.evaluate(
        (text) => {
          const tree = new DOMParser().parseFromString(text, 'application/xml');
          const all = [...tree.querySelectorAll('*')];
          const inner = [...tree.querySelectorAll('content, summary, title')]
            .filter((element) => element.getAttribute('type') === 'html')
            .map(({ textContent }) => new DOMParser().parseFromString(textContent, 'text/html'));
          const active =
            'script, iframe, object, embed, style, svg, form, base, meta, link, [onerror], ' +
            '[onload], [onmouseover], [onfocus]';
          return {
            errors: tree.querySelectorAll('parsererror').length,
            markup: all.filter(({ namespaceURI }) => /xhtml|svg/.test(namespaceURI ?? '')).length,
            active: inner.reduce((sum, part) => sum + part.querySelectorAll(active).length, 0),
            addresses: [...all, ...inner.flatMap((part) => [...part.querySelectorAll('*')])]
              .flatMap(
                (element) => element.getAttribute('href') ?? element.getAttribute('src') ?? [],
              )
              .filter((address) => /^\s*(?:javascript|data|vbscript):/i.test(address)),
          };
        },
        String(site.get(name)),
      );
      // Links of XHTML are how a sitemap names the other languages of a page.
      assert.deepEqual(found, { errors: 0, markup: 0, active: 0, addresses: [] }, name);
    }
  });

  it('stays text in JSON', async () => {
    const names = [...site.keys()].filter((name) => name.endsWith('.json'));
    assert.ok(names.includes('feed.json') && names.includes('tags/terms.json'));
    for (const name of names) JSON.parse(String(site.get(name)));
    const feed = JSON.parse(String(site.get('feed.json'))) as {
      items: readonly { content_html?: string; url: string; external_url?: string }[];
    };
    assert.ok(feed.items.length > attacks.length);
    for (const { content_html: html = '', url, external_url: other } of feed.items) {
      for (const address of [url, other ?? url]) assert.match(address, /^https?:/);
      const active = await page.evaluate((text) => {
        const tree = new DOMParser().parseFromString(text, 'text/html');
        return tree.querySelectorAll('script, iframe, svg, [onerror], [onload], meta, base').length;
      }, html);
      assert.equal(active, 0, url);
    }
  });
});
