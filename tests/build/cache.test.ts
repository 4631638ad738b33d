import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { filesWith, readFolder, buildSound } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import type { FolderContent } from '../support/build-site.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const assertSame = (actual: FolderContent, expected: FolderContent) =>
  assertSameContent(actual, expected, 'the site');

describe('builds with a cache', () => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  const cacheDir = path.join(folder, 'cache');
  let fresh: FolderContent;

  const content = async (options: Parameters<typeof buildSound>[1] = {}) =>
    readFolder((await buildSound(posts, options)).output);

  before(async () => {
    // Of the demo, what has most kinds of content: maths, code, pictures, links, other languages.
    for (const name of [
      'images',
      'line-length.md',
      'the-grammar-of-links.md',
      'forgetting-curve.md',
    ])
      cpSync(path.join(projectDir, 'posts', name), path.join(posts, name), { recursive: true });
    fresh = await content();
  });

  it('are the same byte for byte: without, cold, warm', async () => {
    assertSame(await content({ cacheDir }), fresh);
    const kept = readdirSync(cacheDir, { recursive: true });
    assertSame(await content({ cacheDir }), fresh);
    // Everything was found: the second build had nothing to add.
    assert.deepEqual(readdirSync(cacheDir, { recursive: true }), kept);
  });

  it('find rendered posts wherever these lie, and whatever they are called', async () => {
    const moved = path.join(temporaryFolder(), 'moved');
    cpSync(posts, moved, { recursive: true });
    const kept = readdirSync(path.join(cacheDir, 'posts'));
    const { output } = await buildSound(moved, { cacheDir, postsLabel: '../moved' });
    assertSame(readFolder(output), fresh);
    assert.deepEqual(readdirSync(path.join(cacheDir, 'posts')), kept);
  });

  it('are the same from a damaged cache', async () => {
    for (const name of readdirSync(cacheDir, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.seg')) continue;
      const file = path.join(cacheDir, name);
      const bytes = readFileSync(file);
      // Damages the first entries, not the index: then no entry would be found.
      for (let at = 0; at < bytes.length / 2; at += 997) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
      writeFileSync(file, bytes);
    }
    assertSame(await content({ cacheDir }), fresh);
    assertSame(await content({ cacheDir }), fresh);
  });

  it('are the same when they run at once, and when the cache is deleted', async () => {
    rmSync(cacheDir, { recursive: true });
    const sites = await Promise.all([content({ cacheDir }), content({ cacheDir })]);
    for (const site of sites) assertSame(site, fresh);
    assertSame(await content({ cacheDir }), fresh);
  });

  it('see a changed, a new and a deleted post', async () => {
    const first = 'line-length.md';
    const text = readFileSync(path.join(posts, first), 'utf8');
    writeFiles(posts, {
      [first]: `${text}\n新添的一段。\n`,
      'brand-new.md': '---\ntitle: 全新\ndate: 2026-05-01\ntags: [新词]\n---\n\n正文\n',
    });
    const changed = await content({ cacheDir });
    assertSame(changed, await content());
    assert.equal(filesWith(changed, '新添的一段').length > 0, true);
    writeFiles(posts, { [first]: text });
    rmSync(path.join(posts, 'brand-new.md'));
    assertSame(await content({ cacheDir, acceptAddresses: true }), fresh);
  });

  it('see a changed picture', async () => {
    const own = path.join(temporaryFolder(), 'posts');
    const cache = path.join(temporaryFolder(), 'cache');
    const picture = (width: number) =>
      sharp({ create: { width, height: 40, channels: 3, background: '#a2361f' } })
        .png()
        .toBuffer();
    const build = async () => readFolder((await buildSound(own, { cacheDir: cache })).output);
    writeFiles(own, {
      'a.md': '---\ntitle: 图\ndate: 2026-01-01\n---\n\n![图](p.png)\n',
      'p.png': await picture(60),
    });
    const before = await build();
    writeFiles(own, { 'p.png': await picture(90) });
    const after = await build();
    assert.notDeepEqual(
      before.get('posts/a/index.html')?.toString(),
      after.get('posts/a/index.html')?.toString(),
    );
    assertSame(after, readFolder((await buildSound(own)).output));
  });

  it('never show a draft that another build has cached', async () => {
    const own = path.join(temporaryFolder(), 'posts');
    const cache = path.join(temporaryFolder(), 'cache');
    writeFiles(own, {
      'public.md': '---\ntitle: 公开\ndate: 2026-01-01\n---\n\n正文\n',
      'draft.md': '---\ntitle: zdraftz\ndraft: true\ndate: 2026-01-01\n---\n\nzdraftz\n',
      'future.md': '---\ntitle: zfuturez\ndate: 2099-01-01\n---\n\nzfuturez\n',
    });
    const build = async (drafts: boolean) =>
      readFolder((await buildSound(own, { cacheDir: cache, drafts, future: drafts })).output);
    const all = await build(true);
    assert.ok(filesWith(all, 'zdraftz').length > 0 && filesWith(all, 'zfuturez').length > 0);
    const only = await build(false);
    assert.deepEqual([...filesWith(only, 'zdraftz'), ...filesWith(only, 'zfuturez')], []);
    assertSame(await build(true), all);
  });

  it('depend on the settings of the site', async () => {
    const prefix = { pathPrefix: '/notes/' };
    const options = { cacheDir };
    const cached = await buildSound(posts, options, prefix);
    assertSame(readFolder(cached.output), readFolder((await buildSound(posts, {}, prefix)).output));
    assertSame(await content(options), fresh);
  });
});
