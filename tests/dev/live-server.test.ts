import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { startLiveServer } from '../../src/dev/live-server.ts';
import type { LiveServer } from '../../src/dev/live-server.ts';
import { launchBrowser } from '../support/browser.ts';
import { abortedDownload, openFilesBelow, rawRequest } from '../support/raw-request.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const page = '<!doctype html><html lang="en"><head><title>甲</title></head><body>甲</body></html>';
const events = '/~inkstone/events?page=/';

describe('startLiveServer', () => {
  let server: LiveServer;
  const folder = temporaryFolder();

  before(async () => {
    writeFiles(folder, {
      'index.html': page,
      'posts/a/index.html': page,
      '404.html': page,
      _headers: "/*\n  Content-Security-Policy: default-src 'self'\n  Cache-Control: max-age=9\n",
      'large.bin': Buffer.alloc(24 * 1024 * 1024, 'x'),
    });
    server = await startLiveServer(folder, '/', 0, ['wiki.example']);
  });
  after(() => server.close());

  it('adds a script to pages as they are sent, and lets browsers cache nothing', async () => {
    for (const [target, status] of [['/', 200] as const, ['/none/', 404] as const]) {
      const answer = await rawRequest(server.url, target);
      assert.equal(answer.status, status);
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.equal(answer.headers['content-length'], String(answer.body.length));
      assert.match(answer.body.toString(), /live-reload\.js"><\/script><\/head><body>甲</);
    }
    assert.equal(readFileSync(path.join(folder, 'index.html'), 'utf8'), page);
    const script = await rawRequest(server.url, '/~inkstone/live-reload.js');
    assert.equal(script.headers['cache-control'], 'no-store');
    assert.match(script.body.toString(), /EventSource/);
    const head = await rawRequest(server.url, events, {}, 'HEAD');
    assert.deepEqual([head.status, head.body.length], [200, 0]);
    assert.equal((await rawRequest(server.url, '/posts/a')).headers.location, '/posts/a/');
  });

  it('tells pages, scripts and events to this machine and allowed names alone', async () => {
    for (const target of ['/', '/none', events, '/~inkstone/live-reload.js']) {
      const { status, body } = await rawRequest(server.url, target, { host: 'evil.example' });
      assert.equal(status, 403, target);
      assert.match(body.toString(), /--allow-host/);
    }
    assert.equal((await rawRequest(server.url, '/', { host: 'wiki.example' })).status, 200);
    assert.equal((await rawRequest(server.url, '/', {}, 'POST')).status, 405);
  });

  it('keeps pages of other sites from the events', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const answer = await rawRequest(server.url, events, { 'sec-fetch-site': site });
      assert.equal(answer.status, 403, site);
    }
    assert.equal(server.openPages().size, 0);
  });

  it('closes files of downloads that are given up', { timeout: 60_000 }, async () => {
    const own = await startLiveServer(folder, '/', 0);
    const before = openFilesBelow(folder);
    for (let round = 0; round < 100; round++) {
      await Promise.all([1, 2, 3].map(() => abortedDownload(`${own.url}large.bin`)));
    }
    await own.close();
    for (let turn = 0; turn < 1000 && openFilesBelow(folder) > before; turn++) await nextTurn();
    assert.equal(openFilesBelow(folder), before);
  });

  it('ends events and sends what was asked for when it leaves its port', async () => {
    const own = await startLiveServer(folder, '/', 0);
    const listening = await fetch(own.url + events.slice(1));
    const asked = await fetch(`${own.url}large.bin`);
    // Leaves a connection behind that is kept alive.
    assert.equal((await fetch(own.url)).ok, true);
    const left = own.handOver();
    assert.equal(await listening.text(), 'retry: 300\n\n');
    assert.equal((await asked.arrayBuffer()).byteLength, 24 * 1024 * 1024);
    await left;
    await assert.rejects(fetch(own.url));
  });

  it('reloads a page, and shows problems over it, under the policy of the site', async () => {
    const browser = await launchBrowser();
    try {
      const shown = await browser.newPage();
      const connected = shown.waitForResponse((response) => response.url().endsWith('page=%2F'));
      await shown.goto(server.url);
      await connected;
      server.showProblems('posts/a.md  \u001b[31m坏了');
      await shown.locator('#ui_problems pre').waitFor();
      assert.deepEqual([...server.openPages()], ['/']);
      const reloaded = shown.waitForEvent('load');
      server.reload(['/']);
      await reloaded;
      server.showProblems('');
    } finally {
      await browser.close();
    }
  });
});
