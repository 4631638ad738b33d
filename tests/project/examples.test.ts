/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { serveFolder } from '../../src/serve/static-server.ts';
import { isAccessible } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { readFolder, type FolderContent } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import { walkLinks } from '../support/link-walker.ts';
import { siteBuildCommand, startCommand } from '../support/run-build.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const examples = path.join(projectDir, 'examples');
const work = temporaryFolder();

/** What a reader finds on pages of each example, which its own files put there. */
const shown: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  minimal: {
    '/': ['一页纸能写下什么', '第二张纸'],
    '/posts/第一篇/': ['限度', '预先定下、不再商量的边界'],
  },
  blog: {
    '/': ['近况', '书架', '写完就关灯'],
    '/now/': ['在读《考工记》', '书架上一共 3 本'],
    '/shelf/': ['窗子那一章读了两遍'],
    '/posts/修钟/': ['把画圈的纸倒过来读', '给我写信', '写完就关灯'],
    '/about/': ['白天修钟表'],
  },
  corpus: {
    '/': ['计算机史'],
    '/posts/engine-notes/': ['可信度', '原声', '逐字稿', 'In 1843 Ada Lovelace'],
    '/areas/': ['计算机史', '城市生活'],
    '/people/charles-babbage/': ['Charles Babbage'],
    '/glossary/': ['差分机', 'Difference Engine'],
  },
};

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

const sites = readdirSync(examples, { withFileTypes: true }).filter((one) => one.isDirectory());

it('each example has pages to look at', () => {
  assert.deepEqual(sites.map(({ name }) => name).sort(), Object.keys(shown).sort());
});

for (const { name } of sites) {
  describe(`the example ${name}`, () => {
    const output = path.join(work, name);
    let files: FolderContent;

    before(async () => {
      const args = ['--config', path.join(examples, name), '--output', output];
      const cache = ['--cache', path.join(work, 'cache')];
      const { code, output: said } = await startCommand(siteBuildCommand([...args, ...cache]))
        .finished;
      assert.equal(code, 0, said);
      assert.match(said, /No problems/);
      files = readFolder(output);
    });

    it('has no link that leads nowhere', () => {
      const host = name === 'minimal' ? 'example.com' : `${name}.example.com`;
      const { problems, links } = walkLinks(files, { siteUrl: `https://${host}` });
      assert.deepEqual(problems, []);
      assert.ok(links > 50);
    });

    it('shows what its files say, to everyone, without an error', async () => {
      const server = await serveFolder(output);
      const context = await browser.newContext({ bypassCSP: true });
      try {
        const page = await context.newPage();
        const errors: string[] = [];
        page.on('pageerror', ({ message }) => errors.push(message));
        page.on('requestfailed', (request) => errors.push(request.url()));
        for (const [address, texts] of Object.entries(shown[name] ?? {})) {
          await page.goto(new URL(encodeURI(address), server.url).href);
          const text = await page.evaluate(() => document.body.textContent);
          for (const one of texts) assert.ok(text.includes(one), `${address}: ${one}`);
          await isAccessible(page, address);
        }
        assert.deepEqual(errors, []);
      } finally {
        await context.close();
        await server.close();
      }
    });
  });
}
