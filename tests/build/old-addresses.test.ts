import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { bundleClient } from '../../src/output/bundle-client.ts';
import { frontMatterLimits } from '../../src/content/limits.ts';
import { maximumOldAddresses } from '../../src/content/old-address.ts';
import { writtenPaths } from '../../src/output/output-paths.ts';
import { parseRedirects } from '../../src/serve/redirect-rules.ts';
import { PathClaims } from '../../src/shared/path-claims.ts';
import { pagePaths } from '../../src/views/site-pages.ts';
import { readAndGatherSite } from '../../src/build/gather-site.ts';
import { chunks } from '../../src/shared/chunks.ts';
import { makeConfig } from '../support/articles.ts';
import { build, buildSound, readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { hostileAddresses } from '../support/hostile-addresses.ts';
import { attribute, elementsOf } from '../support/html-tree.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** Aliases that need a folder where the site has a file, or a file where it has a folder. */
const obstacles = [
  ...['/robots.txt/', '/feed.xml/', '/feed.json/x', '/404.html/', '/sitemap.xml/x', '/sw.js/'],
  ...['/sitemap-2.xml/', '/llms.txt/', '/llms/2026.html', '/posts/good/index.md/', '/404/'],
  ...['/posts/good/index.html/', '/posts/good.html', '/Posts/GOOD/'],
  ...['/assets/x/', '/search-index/manifest.bin/', '/manifest.webmanifest/', '/CNAME/'],
  ...['/FEEDS.OPML/', '/index.html', '/index/', '/about', '/feed.xml.html'],
];

function postWith(aliases: readonly string[]): string {
  const lines = aliases.map((alias) => `  - ${JSON.stringify(alias)}\n`).join('');
  return `---\ntitle: 题\ndate: 2026-01-02\ntags: [纸]\naliases:\n${lines}---\n\n正文\n`;
}

/** Posts of a site with every edition, and with so many terms that filter boxes fetch them. */
function largeCorpus(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: 120 }, (_, number) => [
      `p${number}.md`,
      `---\ntitle: 题${number}\ndate: 20${10 + (number % 9)}-01-02\n` +
        `tags: [纸, t${number}, s${number % 60}]\nspeaker: [甲]\n` +
        `people: [n${number}, m${number % 50}]\ninsight: 一句\naliases: [/old-${number}/]\n` +
        `${number % 20 === 0 ? 'exclude: true\n' : ''}---\n\n**词${number}**（Term ${number}：意思）\n`,
    ]),
  );
}

const everyEdition = {
  editions: { markdown: true, serviceWorker: true, socialImages: true },
} as const;

describe('old addresses', () => {
  it('that cannot be published are warnings of their post and change no file', async () => {
    const hostile = hostileAddresses.filter((alias) => alias.length < 1000 && alias.isWellFormed());
    const all = [...obstacles, ...hostile];
    const posts = path.join(temporaryFolder(), 'posts');
    writeFiles(posts, { 'good.md': postWith(['/2019/good/', '/旧.html']) });
    // Shared out among posts: each has 50 old addresses at most.
    const shares = new Map(
      chunks(all, maximumOldAddresses).map((share, index) => [`${index}-bad.md`, share]),
    );
    for (const name of shares.keys()) writeFiles(posts, { [name]: postWith([]) });
    const { output: without } = await buildSound(posts);
    for (const [name, share] of shares) writeFiles(posts, { [name]: postWith(share) });

    const { report, output } = await build(posts);
    assert.ok(report.ok, JSON.stringify(report.problems, null, 2));
    assert.equal(report.problems.length, all.length);
    for (const { file, severity, code } of report.problems) {
      assert.equal(severity, 'warning');
      assert.match(code, /^alias-(?:taken|not-an-address)$/);
      assert.ok(shares.has(path.posix.relative('posts', file)), file);
    }
    assert.deepEqual(readFolder(output), readFolder(without));
  });

  it('of one post, too many, do not turn off those of others', async () => {
    const posts = path.join(temporaryFolder(), 'posts');
    const many = Array.from(
      { length: frontMatterLimits.listLength },
      (_, number) => `/a-${number}/`,
    );
    writeFiles(posts, { 'good.md': postWith(['/2019/good/']), 'a.md': postWith(many) });
    const { report, output } = await buildSound(posts);
    const site = readFolder(output);
    assert.ok(site.has('2019/good/index.html'));
    assert.equal(String(site.get('_redirects')).split('\n').length, maximumOldAddresses + 2);
    assert.deepEqual(
      report.problems.map(({ code, file }) => [code, file]),
      [['too-many-aliases', 'posts/a.md']],
    );
  });

  it('have pages and rules that lead to the post', async () => {
    const posts = path.join(temporaryFolder(), 'posts');
    const aliases = ['/2019/旧/', "/it's (a) & b/", '/C++.html'];
    const alias = aliases.map((written) => written.replaceAll(' ', '-'));
    writeFiles(posts, { '新 "q" & \'s\'.md': postWith(alias) });
    const site = readFolder((await buildSound(posts)).output);
    const [href = ''] = [...site.keys()]
      .filter((file) => /^posts\/[^/]+\/index\.html$/.test(file))
      .map((file) => `/${file.slice(0, -'index.html'.length)}`);
    const find = parseRedirects(String(site.get('_redirects')));
    for (const written of alias) {
      const file = written.endsWith('/') ? `${written}index.html` : written;
      const html = String(site.get(file.slice(1)) ?? assert.fail(`There is no ${file}.`));
      const [refresh] = elementsOf(html).filter(
        (element) => attribute(element, 'http-equiv') === 'refresh',
      );
      const [link] = elementsOf(html).filter(({ tagName }) => tagName === 'a');
      assert.ok(refresh && link);
      const found = find(written)?.location ?? '';
      assert.equal(decodeURIComponent(found), href);
      assert.equal(attribute(link, 'href'), found);
      assert.equal(attribute(refresh, 'content'), `0; url=${found}`);
    }
  });
});

describe('writtenPaths', () => {
  it('knows every file of a site with all editions', async () => {
    const folder = temporaryFolder();
    const postsDir = path.join(folder, 'posts');
    writeFiles(postsDir, largeCorpus());
    const { output } = await buildSound(postsDir, {}, everyEdition);
    const built: FolderContent = readFolder(output);
    for (const file of [
      'llms/2010.md',
      'tags/terms.json',
      'feeds.opml',
      'sw.js',
      'old-1/index.html',
    ]) {
      assert.ok(built.has(file), file);
    }

    const outputDir = path.join(folder, 'again');
    const assets = await bundleClient({ outputDir, pathPrefix: '/' });
    const site = await readAndGatherSite(
      makeConfig(everyEdition),
      { postsDir, postsLabel: 'posts', drafts: false, future: false, now: new Date('2026-06-01') },
      assets,
      { outputDir, cacheDir: folder, workDir: folder },
    );
    const claims = new PathClaims();
    const { corpus, editions, views } = site;
    for (const file of writtenPaths(pagePaths(site), corpus, editions, views)) {
      claims.claim(file, 'site');
    }
    for (const file of built.keys()) {
      for (const inTheWay of [file, `${file}/index.html`, `${file}/x/index.html`]) {
        assert.ok(claims.conflict(inTheWay, 'post'), inTheWay);
      }
    }
  });
});
