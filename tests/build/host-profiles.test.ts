import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { jsonReport } from '../../src/report/json-report.ts';
import type { SizeKind } from '../../src/report/size-kinds.ts';
import type { BuildReport } from '../../src/report/types.ts';
import { build, buildSound, readFolder, type BuiltSite } from '../support/build-site.ts';
import { walkLinks } from '../support/link-walker.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const posts = path.join(folder, 'posts');

/** Drawing them takes a font. */
const editions = { socialImages: false } as const;

const sizesOf = ({ sizes }: BuildReport) =>
  Object.fromEntries(sizes.map((size) => [size.kind, size])) as Partial<
    Record<SizeKind, { readonly files: number; readonly bytes: number }>
  >;

const codesOf = ({ problems }: BuildReport) =>
  problems.filter(({ severity }) => severity !== 'notice').map(({ code }) => code);

before(() => {
  for (let post = 0; post < 9; post++) {
    // 18 tags have three posts, and one has nine.
    const tags = Array.from({ length: 6 }, (_, at) => `标签${(post % 3) * 6 + at}`);
    writeFiles(posts, {
      [`p${post}.md`]:
        `---\ntitle: 第${post}篇\ndate: 2026-01-0${post + 1}\n` +
        `tags: [共同, ${tags.join(', ')}]\n---\n\n${'正文很长。'.repeat(100)}\n`,
    });
  }
});

describe('a site with a host', () => {
  let whole: BuiltSite;
  const total = () => whole.report.bytes;
  const bytesOf = (...kinds: SizeKind[]) =>
    kinds.reduce((sum, kind) => sum + (sizesOf(whole.report)[kind]?.bytes ?? assert.fail(kind)), 0);
  const settings = (bytes: number): Partial<SiteConfigInput> => ({
    ...{ editions, host: 'github-pages', limits: { bytes } },
  });

  before(async () => {
    whole = await buildSound(posts, { outputDir: path.join(folder, 'whole') }, { editions });
  });

  it('is told its size by kind, whatever the host', () => {
    const { sizes, files, bytes, host } = whole.report;
    assert.equal(sizesOf(whole.report).articles?.files, 9);
    assert.equal(sizesOf(whole.report).markdown?.files, 9);
    assert.equal(sizes.reduce((sum, size) => sum + size.files, 0), files); // prettier-ignore
    assert.equal(sizes.reduce((sum, size) => sum + size.bytes, 0), bytes); // prettier-ignore
    assert.equal(host, undefined);
    assert.deepEqual(codesOf(whole.report), []);
  });

  it('is the same while it fits, and says how far from each limit it is', async () => {
    const limit = Math.floor(total() / 0.95);
    const near = await buildSound(posts, {}, settings(limit));
    assertSameContent(readFolder(near.output), readFolder(whole.output), 'with a host');
    assert.deepEqual(codesOf(near.report), [], 'editions fill the room that there is');
    const json = JSON.parse([...jsonReport(near.report)].join('')) as BuildReport;
    assert.deepEqual(json.host, {
      name: 'github-pages',
      limits: [{ limit: 'bytes', used: total(), allowed: limit, percent: 95 }],
      lacks: ['headers', 'redirects'],
    });
    assert.deepEqual(json.sizes, whole.report.sizes);
  });

  it('loses what is worth least, and only as much as it must', async () => {
    const settingsLabel = 'site.config.mjs';
    const { report, output } = await buildSound(posts, { settingsLabel }, settings(total() - 1));
    assert.deepEqual(codesOf(report), ['left-out-for-host']);
    assert.equal(report.problems[0]?.file, settingsLabel);
    const { markdown, ...others } = sizesOf(whole.report);
    assert.equal(markdown?.files, 9);
    const countsOf = (sizes: ReturnType<typeof sizesOf>) =>
      Object.entries(sizes).map(([kind, { files }]) => [kind, files]);
    assert.deepEqual(countsOf(sizesOf(report)), countsOf(others));
    assert.deepEqual(walkLinks(readFolder(output)).problems, []);
  });

  it('loses pages of terms with few posts last, the same from cold and warm caches', async () => {
    const limit = total() - bytesOf('markdown', 'llms', 'termFeeds') - 20_000;
    const own = temporaryFolder();
    const cached = { cacheDir: path.join(own, 'cache'), outputDir: path.join(own, 'site') };
    const { report, output } = await buildSound(posts, cached, settings(limit));
    const sizes = sizesOf(report);
    assert.deepEqual(
      [sizes.markdown, sizes.llms, sizes.termFeeds],
      [undefined, undefined, undefined],
    );
    assert.equal(sizes.articles?.files, 9);
    assert.ok(report.bytes <= limit);
    const site = readFolder(output);
    assert.deepEqual(walkLinks(site).problems, []);
    const pages = [...site.keys()].filter((name) => /^tags\/[^/]+\/index\.html$/.test(name));
    assert.equal(pages.length, 1, 'the tag of all posts has its page');
    const again = await buildSound(posts, cached, settings(limit));
    assertSameContent(readFolder(again.output), site, 'from a warm cache');
    assert.deepEqual(codesOf(again.report), codesOf(report));
    assert.deepEqual(again.report.sizes, report.sizes);
  });

  it('is refused where nothing helps, and published whole if told to', async () => {
    const outputDir = path.join(temporaryFolder(), 'site');
    const refused = await build(posts, { outputDir }, settings(1));
    assert.equal(refused.report.ok, false);
    assert.ok(codesOf(refused.report).includes('too-many-bytes'));
    assert.ok(!existsSync(outputDir));
    assert.equal(sizesOf(refused.report).articles?.files, 9);
    const { report } = await buildSound(posts, { outputDir, keepGoing: true }, settings(1));
    assert.deepEqual(codesOf(report), ['too-many-bytes']);
    assert.deepEqual(report.sizes, whole.report.sizes);
  });

  it('makes room for files, too', async () => {
    const { report } = await buildSound(
      posts,
      {},
      { host: 'netlify', limits: { files: 100 }, pagination: { home: 1, listings: 1 } },
    );
    assert.ok(report.files <= 100, String(report.files));
    assert.equal(sizesOf(report).articles?.files, 9);
    assert.ok(codesOf(report).includes('left-out-for-host'));
  });

  it('is published whole though a file is too large, if told to', async () => {
    const outputDir = path.join(temporaryFolder(), 'site');
    const small = { editions, host: 'cloudflare-pages', limits: { fileBytes: 20_000 } } as const;
    const { report } = await build(posts, { outputDir }, small);
    assert.equal(report.ok, false);
    assert.ok(!existsSync(outputDir));
    const large = report.problems.filter(({ code }) => code === 'file-too-large');
    assert.ok(large.length > 0);
    for (const { message } of large) assert.match(message, /^The file \S+ has \d+ KB, more than/);
    const going = await buildSound(posts, { outputDir, keepGoing: true }, small);
    assert.ok(codesOf(going.report).includes('file-too-large'));
    assertSameContent(readFolder(going.output), readFolder(whole.output), 'all files');
  });
});
