import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import sharp from 'sharp';
import { defaultLimits, tidyCache } from '../../src/store/tidy-cache.ts';
import { readFolder } from '../support/build-site.ts';
import { postText, servedSite } from '../support/dev-site.ts';
import { writeFiles } from '../support/temporary-folder.ts';

it('keeps its bodies from builds that tidy the cache they share', async () => {
  const { site, at } = await servedSite();
  const posts = at('cache/posts');
  const anHourAgo = new Date(Date.now() - 3_600_000);
  for (const name of readdirSync(posts)) utimesSync(path.join(posts, name), anHourAgo, anHourAgo);

  await site.keepCache();
  // What a build with other settings does: it has used none of these bodies.
  await tidyCache(posts, new Set(), { ...defaultLimits, freeBytes: 0 });
  await site.writeSiteFiles();
  assert.equal(readdirSync(posts).length, 1);
});

it('stops making lists at any point for a newer save, and makes them later', async () => {
  const { read, save, rebuild } = await servedSite();
  let steps = 0;
  for (let stop = 1, isDone = false; !isDone; stop += 3) {
    const title = `题${String(stop)}`;
    const { isWhole } = await save({ 'one.md': postText(title) });
    assert.equal(isWhole, false);
    const before = read('index.html');
    steps = 0;
    isDone = await rebuild(() => ++steps === stop);
    assert.equal(read('index.html').includes(title), isDone);
    if (!isDone) assert.equal(read('index.html'), before);
  }
  assert.ok(steps > 10);
});

it('shows a new post at each save, and takes it away, before the site is made again', async () => {
  const { site, at, read, save, rebuild } = await servedSite();
  const address = 'posts/two/index.html';
  assert.deepEqual((await save({ 'two.md': postText('二', '第一次') })).pages, ['/posts/two/']);
  assert.deepEqual((await save({ 'two.md': postText('二', '第二次') })).pages, ['/posts/two/']);
  assert.match(read(address), /第二次/);
  // Another post that wants the same address does not change the page.
  assert.deepEqual((await save({ 'other.md': postText('别', '别的', 'slug: two\n') })).pages, []);
  assert.match(read(address), /第二次/);
  for (const name of ['two.md', 'other.md']) rmSync(at(`posts/${name}`));
  const { pages } = await site.revise([at('posts/two.md'), at('posts/other.md')]);
  assert.deepEqual(pages, ['/posts/two/']);
  assert.equal(existsSync(at(`site/${address}`)), false);
  assert.equal(await rebuild(), true);
});

it('stops between batches, shows a save at once, and ends as a fresh start does', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 450 }, (_, number) => [`m${number}.md`, postText(`多${number}`)]),
  );
  const one = await servedSite();
  await one.save(many);
  let pages = 0;
  const folder = () => readdirSync(one.at('site/posts')).length;
  assert.equal(await one.rebuild(() => (pages = folder()) > 1), false);
  assert.ok(pages > 1 && pages < 450, `${pages} pages`);
  const [written = ''] = readdirSync(one.at('site/posts')).filter((name) => name.startsWith('m'));
  const again = { [`${written}.md`]: postText('改', '改文') };
  assert.deepEqual((await one.save(again)).pages, [`/posts/${written}/`]);
  assert.match(one.read(`posts/${written}/index.html`), /改文/);
  assert.equal(await one.rebuild(), true);

  const other = await servedSite({ 'one.md': postText('一'), ...many, ...again });
  assert.deepEqual(readFolder(one.at('site')), readFolder(other.at('site')));
});

it('writes the Markdown of saved posts only, and takes that of deleted ones away', async () => {
  const { site, at, read, save, rebuild } = await servedSite();
  await save({ 'two.md': postText('二') });
  await rebuild();
  for (const slug of ['one', 'two']) writeFileSync(at(`site/posts/${slug}/index.md`), 'as it was');
  await save({ 'two.md': postText('三') });
  await rebuild();
  assert.equal(read('posts/one/index.md'), 'as it was');
  assert.match(read('posts/two/index.md'), /title: 三/);

  // Other Markdown, the same HTML.
  await save({ 'two.md': postText('三', '*重*') });
  await site.writeArticleFiles();
  await save({ 'two.md': postText('三', '_重_') });
  await site.writeArticleFiles();
  assert.match(read('posts/two/index.md'), /_重_/);

  rmSync(at('posts/two.md'));
  await site.revise([at('posts/two.md')]);
  await rebuild();
  assert.equal(existsSync(at('site/posts/two/index.md')), false);
  assert.equal(existsSync(at('site/posts/one/index.md')), true);
});

it('writes Markdown editions later that it could not write, with current links', async () => {
  const broken = '---\ntitle: [\n---\n\n坏了\n';
  const linking = postText('二', '见[一](one.md)');
  const { site, at, read, save, rebuild } = await servedSite({
    'one.md': postText('一'),
    'two.md': linking,
  });
  await save({ 'two.md': broken });
  await save({ 'one.md': postText('一', '正文', 'slug: moved\n') });
  await rebuild();
  assert.match(read('posts/two/index.md'), /posts\/one\//);
  await save({ 'two.md': linking });
  await rebuild();
  assert.match(read('posts/two/index.md'), /posts\/moved\//);
  await save({ 'one.md': postText('一') });
  await rebuild();
  assert.match(read('posts/two/index.md'), /posts\/one\//);

  // A folder stands where a feed belongs, so that writing fails again and again.
  rmSync(at('site/feed.xml'));
  writeFileSync(at('posts/one.md'), postText('新'));
  await site.revise([at('posts/one.md')]);
  mkdirSync(at('site/feed.xml'));
  await assert.rejects(rebuild());
  rmSync(at('site/feed.xml'), { recursive: true });
  await rebuild();
  assert.match(read('posts/one/index.md'), /title: 新/);
});

it('shows a picture that was saved after its post', async () => {
  const { site, at, read } = await servedSite({ 'a/one.md': postText('一', '![](墨.png)') });
  assert.doesNotMatch(read('posts/one/index.html'), /<img[^>]*assets\/images/);
  const picture = at('posts/a/墨.png');
  const blank = { width: 4, height: 4, channels: 3, background: 'red' } as const;
  await sharp({ create: blank }).png().toFile(picture);
  writeFileSync(at('posts/墨.png'), '');
  assert.deepEqual((await site.revise([at('posts/墨.png')])).pages, []);
  const { pages } = await site.revise([picture]);
  assert.deepEqual(pages, ['/posts/one/']);
  assert.match(read('posts/one/index.html'), /<img[^>]*assets\/images/);
});

it('copies a linked file again when it has changed', async () => {
  const { site, at, read } = await servedSite({
    'one.md': postText('一', '[表](表.csv)'),
    '表.csv': '1',
  });
  const address = () => /href="(\/assets\/files\/[^"]+)"/.exec(read('posts/one/index.html'))?.[1];
  const before = address();
  assert.ok(before);
  writeFileSync(at('posts/表.csv'), '2');
  assert.deepEqual((await site.revise([at('posts/表.csv')])).pages, ['/posts/one/']);
  const after = address();
  assert.ok(after && after !== before);
  assert.equal(read(decodeURI(after.slice(1))), '2');
});

it('follows an old address from a file to a folder of its name, and back', async () => {
  const withAliases = (...aliases: readonly string[]) => ({
    'one.md': postText('一', '正文', `aliases: [${aliases.join(', ')}]\n`),
  });
  const { at, read, save, rebuild } = await servedSite(withAliases('/old.html', '/feed.xml/'));
  for (const [now, before] of [
    ['old.html/x/index.html', 'old.html'],
    ['old.html', 'old.html/x/index.html'],
  ] as const) {
    await save(withAliases(`/${now.replace(/index\.html$/, '')}`, '/robots.txt/x'));
    assert.equal(await rebuild(), true);
    assert.match(read(now), /url=\/posts\/one\//);
    assert.equal(readFolder(at('site')).has(before), false);
  }
  await save(withAliases());
  assert.equal(await rebuild(), true);
  assert.equal(existsSync(at('site/old.html')), false);
});

it('follows links as a build does, also those that are made while it runs', async () => {
  const { site, at, read, save, rebuild } = await servedSite({
    'one.md': postText('一'),
    'folder/two.md': postText('二'),
  });
  const isServed = (slug: string) => existsSync(at(`site/posts/${slug}/index.html`));
  const link = async (target: string, name: string) => {
    symlinkSync(target, at(`posts/${name}`));
    await site.revise([at(`posts/${name}`)]);
    await rebuild();
  };
  const codes = () => site.problems.map(({ file, code }) => `${file} ${code}`);
  writeFiles(at('outside'), { 'secret.md': postText('密') });

  await link('../outside/secret.md', 'secret.md');
  await link('../outside', 'linked');
  // Also when a change is reported of a file behind the link.
  await site.revise([at('posts/linked/secret.md')]);
  await rebuild();
  assert.equal(isServed('secret'), false);
  assert.deepEqual(codes(), ['posts/linked post-outside', 'posts/secret.md post-outside']);
  for (const name of ['secret.md', 'linked']) rmSync(at(`posts/${name}`));

  // A link to another post is a post of its own, and changes with the other.
  await link('one.md', 'three.md');
  assert.match(read('posts/three/index.html'), /正文/);
  await save({ 'one.md': postText('一', '改了') });
  assert.match(read('posts/three/index.html'), /改了/);
  rmSync(at('posts/three.md'));
  await site.revise([at('posts/three.md')]);
  assert.equal(isServed('three'), false);

  // A link takes the place of a folder: its posts are gone, or are those of the folder it leads to.
  assert.equal(isServed('two'), true);
  renameSync(at('posts/folder'), at('outside/folder'));
  await link('../outside/folder', 'folder');
  assert.equal(isServed('two'), false);
  assert.deepEqual(codes(), ['posts/folder post-outside']);
  renameSync(at('outside/folder'), at('posts/moved'));
  rmSync(at('posts/folder'));
  await link('moved', 'folder');
  assert.equal(isServed('two'), true);
  assert.deepEqual(codes(), []);
  rmSync(at('posts/folder'));
  rmSync(at('posts/moved'), { recursive: true });
  await site.revise([at('posts/folder'), at('posts/moved/two.md')]);
  await rebuild();
  assert.equal(isServed('two'), false);
});

it('names a FIFO, a device and a folder that are made while it runs', async () => {
  const { site, at, rebuild } = await servedSite();
  execFileSync('mkfifo', [at('posts/fifo.md')]);
  symlinkSync('/dev/zero', at('posts/zero.md'));
  mkdirSync(at('posts/folder.md'));
  rmSync(at('posts/one.md'));
  execFileSync('mkfifo', [at('posts/one.md')]);
  await site.revise(['fifo.md', 'zero.md', 'one.md'].map((name) => at(`posts/${name}`)));
  await rebuild();
  assert.deepEqual(
    site.problems.map(({ file, code }) => `${file} ${code}`),
    [
      ...['posts/fifo.md post-unreadable', 'posts/folder.md post-is-a-folder'],
      ...['posts/one.md post-unreadable', 'posts/zero.md post-outside'],
    ],
  );
  assert.equal(existsSync(at('site/posts/one/index.html')), false);
});

it('goes on when a saved post takes too long, which keeps its last good page', async () => {
  const { site, read, save } = await servedSite(undefined, { limits: { postSeconds: 1 } });
  const page = () => read('posts/one/index.html');
  const before = page();
  await save({ 'one.md': postText('一', '**字** `a` [b](c)\n\n'.repeat(200_000)) });
  assert.deepEqual(
    site.problems.map(({ file, code }) => [file, code]),
    [['posts/one.md', 'post-too-slow']],
  );
  assert.equal(page(), before);
  await save({ 'one.md': postText('一', '改') });
  assert.deepEqual(site.problems, []);
  assert.ok(page().includes('<p>改</p>'));
  await site.close();
});
