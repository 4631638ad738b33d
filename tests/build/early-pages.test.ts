import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import type { BuildOptions } from '../../src/build/build-options.ts';
import { build, readFolder } from '../support/build-site.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const post = (title: string, more = '') =>
  `---\ntitle: ${title}\ndate: 2026-01-01\nslug: ${title}\n${more}---\n\n甲乙丙丁。[[b]]\n`;

const posts = { 'a.md': post('a', 'tags: [读]\n'), 'b.md': post('b', 'tags: [读]\n') };

describe('a build that writes the pages of the last one while it gathers another site', () => {
  const folder = temporaryFolder();
  const postsDir = path.join(folder, 'posts');
  const cacheDir = path.join(folder, 'cache');
  /** @returns the output, and how many pages were written after the site was gathered. */
  const buildWith = async (options: Partial<BuildOptions> = {}) => {
    // What was published is no cache: it changes pages.
    rmSync(path.join(cacheDir, 'published'), { recursive: true, force: true });
    let written = 0;
    const count = (stage: string) => {
      if (stage === 'write') written++;
    };
    const { report, output } = await build(postsDir, options, {}, count);
    assert.ok(report.ok, JSON.stringify(report.problems));
    return { output, pages: report.pages, written };
  };
  const withCache = () => buildWith({ cacheDir });

  beforeEach(async () => {
    writeFiles(postsDir, posts);
    await withCache();
  });

  /** Every file and folder of the site is as a build without a cache writes it. */
  const assertClean = async () => {
    const { output, pages, written } = await withCache();
    const { output: clean } = await buildWith();
    assertSameContent(readFolder(output), readFolder(clean), 'the build with a cache');
    const namesIn = (dir: string) => readdirSync(dir, { recursive: true }).sort();
    assert.deepEqual(namesIn(output), namesIn(clean));
    return { pages, written };
  };

  it('writes again what has changed', async () => {
    writeFiles(postsDir, { 'b.md': post('b', 'tags: [写]\nsummary: 新\n') });
    const { pages, written } = await assertClean();
    assert.ok(written > 0 && written < pages, `${written} of ${pages} pages`);
  });

  it('follows a link that leads elsewhere now', async () => {
    writeFiles(postsDir, { 'b.md': post('b').replace('slug: b', 'slug: moved') });
    await assertClean();
  });

  it('leaves no page and no folder of a post that is gone', async () => {
    rmSync(path.join(postsDir, 'b.md'));
    await assertClean();
  });

  it('writes a page where a folder was', async () => {
    rmSync(path.join(postsDir, 'b.md'));
    writeFiles(postsDir, {
      'deep.md': post('deep').replace('slug: deep', 'permalink: /posts/b/deep/'),
    });
    await assertClean();
    rmSync(path.join(postsDir, 'deep.md'));
    await assertClean();
  });

  it('leaves nothing of drafts that only the last build has published', async () => {
    writeFiles(postsDir, { 'draft.md': post('draft', 'draft: true\ntags: [读]\n') });
    await buildWith({ cacheDir, drafts: true });
    await assertClean();
    rmSync(path.join(postsDir, 'draft.md'));
  });

  it('writes all pages later if another program has kept those of the last build', async () => {
    const sites = path.join(cacheDir, 'sites');
    const last = readdirSync(sites).filter((name) => name.startsWith('last-'));
    assert.equal(last.length, 1);
    const file = path.join(sites, last[0] ?? '');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^.*/, 'another'));
    writeFiles(postsDir, { 'b.md': post('b', 'summary: 三\n') });
    const { pages, written } = await assertClean();
    assert.equal(written, pages);
  });

  it('writes all pages when those of the last build are lost', async () => {
    rmSync(path.join(cacheDir, 'pages'), { recursive: true });
    writeFiles(postsDir, { 'b.md': post('b', 'summary: 再\n') });
    await assertClean();
  });
});
