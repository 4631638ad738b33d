import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { serveSite } from '../../src/dev/serve-site.ts';
import { supervisedFolder, superviseServer } from '../../src/dev/supervisor.ts';
import { findPort } from '../../src/serve/static-server.ts';
import type { DevOptions, DevServer } from '../../src/dev/serve-site.ts';
import { makeConfig } from '../support/articles.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';
import { Happenings } from '../support/wait-for.ts';

const post = (title: string, body: string, more = '') =>
  `---\ntitle: ${title}\ndate: 2026-01-02\ntags: [甲, 乙]\n${more}---\n\n${body}\n`;

describe('dev server', async () => {
  const port = await findPort(0, '127.0.0.1');
  let server: DevServer;
  // Registered before the removal of the folder, so that the server closes first.
  after(() => server.close());
  const folder = temporaryFolder();
  const postsDir = path.join(folder, 'posts');
  const devDir = path.join(folder, 'dev');
  const config = makeConfig({ feed: { content: 'full' } });
  const options: DevOptions = {
    postsDir,
    postsLabel: 'posts',
    drafts: true,
    future: true,
    now: new Date('2026-06-01T04:00:00Z'),
    port,
    workDir: supervisedFolder(devDir, port),
    cacheDir: path.join(folder, 'cache'),
  };
  let builds = 0;
  const failures: string[] = [];

  const save = (name: string, text: string) => writeFileSync(path.join(postsDir, name), text);
  const page = async (address: string) => {
    const response = await fetch(new URL(address, server.url));
    return { status: response.status, text: await response.text() };
  };
  const steps = new Happenings();
  /** Waits until a page is as expected: the server says when it has written, but not what. */
  const until = async (
    address: string,
    isExpected: (page: { status: number; text: string }) => boolean,
  ) => {
    let found = { status: 0, text: '' };
    await steps.until(`a change of ${address}`, async () =>
      isExpected((found = await page(address))),
    );
    return found;
  };

  before(async () => {
    writeFiles(postsDir, {
      'one.md': post('第一篇', '原文'),
      'two.md': post('第二篇', '别的'),
      'draft.md': post('草稿', '未完', 'draft: true\n'),
    });
    server = await serveSite(config, options, {
      onBuild: () => builds++,
      onFailure: (text) => failures.push(text),
      onStep: steps.tell,
    });
  });

  it('leaves the site of another server on its port alone', async () => {
    const second = superviseServer(
      {
        siteDir: process.cwd(),
        configFile: path.resolve('site.config.ts'),
        devDir,
        port,
      },
      { onRestart: () => undefined, onFailure: () => undefined, onCrash: () => undefined },
    );
    await assert.rejects(second, { code: 'EADDRINUSE', port });
    assert.equal((await page('/')).status, 200);
  });

  it('serves the site with drafts, and tells pages how to reload', async () => {
    const home = await page('/');
    assert.match(home.text, /第一篇/);
    assert.match(home.text, /草稿/);
    assert.match(home.text, /live-reload\.js/);
    assert.equal((await page('/posts/none/')).status, 404);
    assert.match((await page('/~inkstone/live-reload.js')).text, /EventSource/);
    assert.equal((await page('/%2e%2e/%2e%2e/cache/')).status, 404);
    assert.equal((await page('/%')).status, 400);
  });

  it('shows a changed post, then the lists that name it', async () => {
    save('one.md', post('改名', '新的正文'));
    const changed = await until('/posts/one/', ({ text }) => text.includes('新的正文'));
    assert.match(changed.text, /<h1>改名</);
    await until('/', ({ text }) => text.includes('改名') && !text.includes('第一篇'));
    await until('/posts/two/', ({ text }) => text.includes('改名'));
  });

  it('makes only feeds and the search again for words of a body', async () => {
    // Waits until the lists of the earlier changes are made.
    await steps.until('a second build', () => builds >= 2);
    const before = builds;
    save('one.md', post('改名', '新的正文\n\n又添一段'));
    await until('/posts/one/', ({ text }) => text.includes('又添一段'));
    await until('/feed.xml', ({ text }) => text.includes('又添一段'));
    assert.equal(builds, before);
    // A gloss is in the glossary too, so that the site is made again.
    save('one.md', post('改名', '新的正文\n\n**活字**（movable type：单个字模）'));
    await until('/glossary/', ({ text }) => text.includes('单个字模'));
    await steps.until('another build', () => builds > before);
  });

  it('shows a new post and takes away a deleted one', async () => {
    save('three.md', post('第三篇', '刚写的'));
    await until('/posts/three/', ({ text }) => text.includes('刚写的'));
    await until('/tags/', ({ text }) => text.includes('甲'));
    await until('/', ({ text }) => text.includes('第三篇'));
    rmSync(path.join(postsDir, 'three.md'));
    await until('/posts/three/', ({ status }) => status === 404);
    await until('/', ({ text }) => !text.includes('第三篇'));
  });

  it('keeps the last good page of a post with an error and says what is wrong', async () => {
    const events = await fetch(new URL('/~inkstone/events?page=/posts/two/', server.url));
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    assert.ok(reader);
    let heard = '';
    const hear = async (text: string) => {
      while (!heard.includes(text)) heard += (await reader.read()).value ?? '';
    };
    save('two.md', '---\ntitle: [\n---\n\n坏了\n');
    await hear('two.md');
    assert.match((await page('/posts/two/')).text, /别的/);
    assert.match((await page('/')).text, /第二篇/);
    save('two.md', post('第二篇', '修好了'));
    await hear('"problems":""');
    await hear('"pages":["/posts/two/"');
    await until('/posts/two/', ({ text }) => text.includes('修好了'));
    await reader.cancel();
  });

  it('follows a post to a new address', async () => {
    save('one.md', post('改名', '新的正文', 'slug: moved\n'));
    await until('/posts/moved/', ({ text }) => text.includes('新的正文'));
    await until('/posts/one/', ({ status }) => status === 404);
  });

  it('withdraws a post that is excluded from lists', async () => {
    save('two.md', post('第二篇', '修好了', 'exclude: true\n'));
    await until('/', ({ text }) => !text.includes('第二篇'));
    assert.equal((await page('/posts/two/')).status, 200);
    assert.ok(builds > 1);
    assert.deepEqual(failures, []);
  });
});
