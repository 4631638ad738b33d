import { buildCache } from '../../src/store/cache-folders.ts';
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { bundleClient } from '../../src/output/bundle-client.ts';
import { bodiesByFile } from '../../src/output/article-files.ts';
import type { SiteOptions } from '../../src/build/read-posts.ts';
import { readAndGatherSite, publicationOf } from '../../src/build/gather-site.ts';
import { planPages, writePages } from '../../src/build/write-pages.ts';
import { makeConfig } from '../support/articles.ts';
import { isAccessible } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { serveFolder } from '../../src/serve/static-server.ts';
import { buildSound, readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { htmlFiles, htmlProblems } from '../support/html-validity.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const posts: Readonly<Record<string, string>> = {
  'draft.md': '---\ntitle: 一篇草稿\ndraft: "true"\ndate: 2026-01-01\ntagz: x\n---\n正文\n',
  'both.md': '---\ntitle: 将来的草稿\ndraft: true\ndate: 2099-01-01\n---\n正文\n',
  'future.md': '---\ntitle: 将来的\ndate: 2099-01-02\n---\n正文\n',
  'excluded.md': '---\ntitle: 不列出的\nexclude: true\ndate: 2026-01-03\n---\n正文\n',
  'public.md': '---\ntitle: 公开的\ndate: 2026-01-02\n---\n正文\n',
  'bad & <b>.md': '---\ntitle: 坏的\ndraft: maybe\n---\n正文\n',
};

const marks = /class="preview-badge" data-state="(\w+)"/g;

function marksOf(site: FolderContent, file: string): readonly string[] {
  const html = site.get(file)?.toString();
  assert.ok(html !== undefined, `There is no ${file}.`);
  return [...html.matchAll(marks)].map(([, state = '']) => state);
}

describe('a site of the dev server', () => {
  const postsDir = path.join(temporaryFolder(), 'posts');
  const folder = temporaryFolder();
  let written: FolderContent;

  before(async () => {
    writeFiles(postsDir, posts);
    const outputDir = path.join(folder, 'site');
    mkdirSync(outputDir);
    const options: SiteOptions = {
      postsDir,
      postsLabel: postsDir,
      drafts: true,
      future: true,
      isDev: true,
      now: new Date('2026-06-01T04:00:00Z'),
    };
    const assets = await bundleClient({ outputDir, pathPrefix: '/' });
    const site = await readAndGatherSite(makeConfig(), options, assets, {
      outputDir,
      cacheDir: folder,
      workDir: folder,
    });
    await writePages(
      await planPages(site),
      bodiesByFile(publicationOf(site), site.articles),
      () => site,
      { outputDir, bodiesDir: buildCache(folder).posts, pagesDir: path.join(folder, 'pages') },
    );
    written = readFolder(outputDir);
  });

  it('marks what is not public, on lists and on its own page', () => {
    assert.deepEqual(marksOf(written, 'posts/draft/index.html'), ['draft']);
    assert.deepEqual(marksOf(written, 'posts/both/index.html'), ['draft', 'future']);
    assert.deepEqual(marksOf(written, 'posts/future/index.html'), ['future']);
    assert.deepEqual(marksOf(written, 'posts/excluded/index.html'), ['excluded']);
    assert.deepEqual(marksOf(written, 'posts/public/index.html'), []);
    assert.deepEqual(marksOf(written, 'index.html'), ['future', 'draft', 'future', 'draft']);
  });

  it('lists all of it on one page, newest first', () => {
    const html = written.get('drafts/index.html')?.toString() ?? '';
    const titles = [...html.matchAll(/class="card">\s*<h2><a href="[^"]*">([^<]*)</g)].map(
      ([, title]) => title,
    );
    assert.deepEqual(titles, ['将来的', '将来的草稿', '不列出的', '一篇草稿']);
    assert.match(
      written.get('index.html')?.toString() ?? '',
      /href="\/drafts\/".*href="\/problems\/"/s,
    );
  });

  it('lists problems by kind, each with a link into the editor', () => {
    const html = written.get('problems/index.html')?.toString() ?? '';
    const links = [...html.matchAll(/href="(vscode:[^"]*)">([^<]*)</g)];
    const file = encodeURIComponent('bad & <b>.md');
    assert.deepEqual(
      links.map(([, href, place]) => [href, place]),
      [
        [`vscode://file${postsDir}/${file}:3:1`, `${postsDir}/bad &amp; &lt;b&gt;.md:3:1`],
        [`vscode://file${postsDir}/draft.md:5:1`, `${postsDir}/draft.md:5:1`],
      ],
    );
    assert.match(
      html,
      /data-severity="error".*wrong-type.*data-severity="notice".*Did you mean &quot;tags&quot;/s,
    );
  });

  it('is valid HTML', async () => {
    const files = ['drafts/index.html', 'problems/index.html', 'posts/both/index.html'];
    assert.deepEqual(await htmlProblems(written, files), []);
  });

  it('has pages that anyone can use, in both themes and on a phone', async () => {
    const [server, browser] = await Promise.all([
      serveFolder(path.join(folder, 'site')),
      launchBrowser(),
    ]);
    try {
      for (const colorScheme of ['light', 'dark'] as const) {
        // Axe is injected, which the policy of the site would refuse. Another test checks the
        // policy.
        const context = await browser.newContext({
          colorScheme,
          viewport: { width: 320, height: 700 },
          bypassCSP: true,
        });
        const page = await context.newPage();
        for (const own of ['drafts/', 'problems/', 'posts/both/']) {
          await page.goto(server.url + own);
          await isAccessible(page, own);
          const width = await page.evaluate<number>('document.documentElement.scrollWidth');
          assert.equal(width, 320, own);
        }
        await context.close();
      }
    } finally {
      await browser.close();
      await server.close();
    }
  });

  it('is never part of a build: no mark, no page, no link, whatever is published', async () => {
    const { output } = await buildSound(postsDir, { drafts: true, future: true, keepGoing: true });
    const site = readFolder(output);
    const pages = htmlFiles(site);
    assert.ok(pages.includes('posts/both/index.html'));
    for (const page of pages) {
      assert.doesNotMatch(
        site.get(page)?.toString() ?? '',
        /preview-badge|href="\/(?:drafts|problems)\/|vscode:/,
        page,
      );
    }
    const names = [...site.keys()];
    assert.deepEqual(
      names.filter((name) => /^(?:drafts|problems|preview)\//.test(name)),
      [],
    );
  });
});
