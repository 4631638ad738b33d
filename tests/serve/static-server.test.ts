import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { get as getStream } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import path from 'node:path';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { serveFolder } from '../../src/serve/static-server.ts';
import type { StaticServer } from '../../src/serve/static-server.ts';
import { abortedDownload, openFilesBelow, rawRequest as get } from '../support/raw-request.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const long = `<p>${'汉字'.repeat(1000)}</p>`;
const bytes = Buffer.from(Array.from({ length: 3000 }, (_, index) => index % 251));

describe('serveFolder', () => {
  const outside = temporaryFolder();
  const root = path.join(outside, 'site');
  let server: StaticServer;

  before(async () => {
    writeFiles(outside, { 'secret.txt': 'secret' });
    writeFiles(root, {
      'index.html': long,
      '404.html': 'not here',
      '.inkstone': 'marker',
      _headers:
        '# rules\n/*\n  X-Content-Type-Options: nosniff\n/a/b/*\n  X-Never: 1\n' +
        ('/notes/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n' +
          '/notes/*.svg\n  X-Kind: picture\n'),
      _redirects:
        '/notes/old/ /notes/posts/%E7%94%B2/ 301\n/notes/moved/* /notes/posts/:splat 302\n',
      'posts/甲/index.html': 'post',
      'assets/style.abc.css': 'a{}',
      'icon.svg': '<svg/>',
      'feed.xml': '<feed/>',
      'search-index/pack.bin': bytes,
    });
    server = await serveFolder(root, { pathPrefix: '/notes/' });
  });
  after(() => server.close());

  it('serves pages with their type, revalidated, under the prefix only', async () => {
    const { status, headers, body } = await get(server.url, '/notes/');
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(headers['cache-control'], 'public, max-age=0, must-revalidate');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['x-never'], undefined);
    assert.equal(body.toString(), long);
    assert.equal((await get(server.url, '/')).status, 404);
    assert.equal((await get(server.url, '/feed.xml')).status, 404);
  });

  it('follows the header file for each path', async () => {
    const { headers } = await get(server.url, '/notes/assets/style.abc.css');
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal((await get(server.url, '/notes/icon.svg')).headers['x-kind'], 'picture');
  });

  it('redirects old addresses, folders without slash and the bare prefix', async () => {
    const old = await get(server.url, '/notes/old/');
    assert.deepEqual([old.status, old.headers.location], [301, '/notes/posts/%E7%94%B2/']);
    const moved = await get(server.url, '/notes/moved/%E7%94%B2/');
    assert.deepEqual([moved.status, moved.headers.location], [302, '/notes/posts/%E7%94%B2/']);
    const folder = await get(server.url, '/notes/posts/%E7%94%B2?a=1');
    assert.deepEqual(
      [folder.status, folder.headers.location],
      [301, '/notes/posts/%E7%94%B2/?a=1'],
    );
    assert.equal((await get(server.url, '/notes')).headers.location, '/notes/');
    assert.equal((await get(server.url, '/notes//posts/%E7%94%B2')).status, 404);
  });

  it('answers a missing page with 404.html, which is revalidated each time', async () => {
    for (const target of ['/notes/none/', '/notes/posts/', '/notes/assets/none.css']) {
      const { status, headers, body } = await get(server.url, target);
      assert.equal(status, 404, target);
      assert.equal(body.toString(), 'not here');
      assert.equal(headers['cache-control'], 'public, max-age=0, must-revalidate');
    }
  });

  it('reads nothing outside the folder and nothing private', async () => {
    for (const target of [
      '/notes/../secret.txt',
      '/notes/%2e%2e/secret.txt',
      '/notes/..%2fsecret.txt',
      '/notes/..%5csecret.txt',
      '/notes/posts/../../secret.txt',
      '/notes/_headers',
      '/notes/_redirects',
      '/notes/.inkstone',
    ]) {
      const { status, body } = await get(server.url, target);
      assert.equal(status, 404, target);
      assert.doesNotMatch(body.toString(), /secret|marker|immutable/);
    }
    assert.equal((await get(server.url, '/notes/%E7%94')).status, 400);
    assert.equal((await get(server.url, '/notes/a%00b')).status, 400);
    assert.equal((await get(server.url, '/notes/', {}, 'POST')).status, 405);
  });

  it('compresses text as the browser asks', async () => {
    const brotli = await get(server.url, '/notes/', { 'accept-encoding': 'gzip, br' });
    assert.equal(brotli.headers['content-encoding'], 'br');
    assert.equal(brotli.headers.vary, 'Accept-Encoding');
    assert.equal(brotliDecompressSync(brotli.body).toString(), long);
    const gzip = await get(server.url, '/notes/', { 'accept-encoding': 'br;q=0, *;q=0.5' });
    assert.equal(gzip.headers['content-encoding'], 'gzip');
    assert.equal(gunzipSync(gzip.body).toString(), long);
    const plain = await get(server.url, '/notes/', { 'accept-encoding': 'zstd, gzip;q=0' });
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.equal(new Set([brotli, gzip, plain].map(({ headers }) => headers.etag)).size, 3);
    const binary = await get(server.url, '/notes/search-index/pack.bin', {
      'accept-encoding': 'br',
    });
    assert.equal(binary.headers['content-encoding'], undefined);
  });

  it('says 304 to a browser that has the file', async () => {
    const first = await get(server.url, '/notes/feed.xml');
    const etag = first.headers.etag ?? '';
    for (const condition of [etag, `"x", W/${etag}`, '*']) {
      const again = await get(server.url, '/notes/feed.xml', { 'if-none-match': condition });
      assert.deepEqual([again.status, again.body.length], [304, 0]);
    }
    assert.equal(
      (await get(server.url, '/notes/feed.xml', { 'if-none-match': '"x"' })).status,
      200,
    );
  });

  it('serves parts of a file', async () => {
    const target = '/notes/search-index/pack.bin';
    const part = await get(server.url, target, { range: 'bytes=10-19', 'accept-encoding': 'br' });
    assert.equal(part.status, 206);
    assert.equal(part.headers['content-range'], 'bytes 10-19/3000');
    assert.deepEqual(part.body, bytes.subarray(10, 20));
    const end = await get(server.url, target, { range: 'bytes=-5' });
    assert.deepEqual([end.status, end.body], [206, bytes.subarray(-5)]);
    const rest = await get(server.url, target, { range: 'bytes=2990-' });
    assert.deepEqual(rest.body, bytes.subarray(2990));
    const beyond = await get(server.url, target, { range: 'bytes=3000-' });
    assert.deepEqual([beyond.status, beyond.headers['content-range']], [416, 'bytes */3000']);
    const several = await get(server.url, target, { range: 'bytes=0-1,5-6' });
    assert.equal(several.status, 200);
    const stale = await get(server.url, target, { range: 'bytes=0-1', 'if-range': '"other"' });
    assert.equal(stale.status, 200);
  });

  it('sends the headers alone for HEAD', async () => {
    const { status, headers, body } = await get(server.url, '/notes/', {}, 'HEAD');
    assert.deepEqual([status, body.length], [200, 0]);
    assert.equal(headers['content-length'], String(Buffer.byteLength(long)));
  });

  it('follows rules that a new build has written', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'index.html': 'a' });
    const own = await serveFolder(folder);
    assert.equal((await get(own.url, '/x')).status, 404);
    writeFiles(folder, { _redirects: '/x /\n' });
    assert.equal((await get(own.url, '/x')).status, 301);
    await own.close();
  });

  it('refuses requests for another host, whatever they ask', async () => {
    const ask = (host: string, target: string, method = 'GET') =>
      get(server.url, target, { host, 'x-forwarded-host': 'localhost' }, method);
    for (const target of ['/notes/', '/notes/old/', '/notes', '/none', '/%', '/notes/_headers']) {
      for (const method of ['GET', 'HEAD', 'POST']) {
        const { status, headers, body } = await ask('evil.example:8081', target, method);
        assert.equal(status, 403, target);
        assert.equal(headers.location, undefined);
        if (method !== 'HEAD') assert.match(body.toString(), /--allow-host/);
      }
    }
    for (const host of ['localhost:1', '127.0.0.1', '[::1]:8081', 'wiki.localhost'])
      assert.equal((await ask(host, '/notes/')).status, 200, host);
    const own = await serveFolder(root, { allowedHosts: ['wiki.example'] });
    assert.equal((await get(own.url, '/', { host: 'wiki.example' })).status, 200);
    assert.equal((await get(own.url, '/', { host: 'evil.example' })).status, 403);
    await own.close();
  });

  it('refuses requests that name no host', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write('GET /notes/ HTTP/1.0\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 400 /);
    socket.destroy();
  });
});

describe('files of a served folder', () => {
  /** Larger than the buffers of a connection. */
  const large = Buffer.alloc(24 * 1024 * 1024, 'x');
  const served = async (files: Readonly<Record<string, string | Uint8Array>>) => {
    const folder = temporaryFolder();
    writeFiles(folder, files);
    return { folder, server: await serveFolder(folder) };
  };

  it('are closed whatever becomes of a download', { timeout: 60_000 }, async () => {
    const { folder, server } = await served({
      ...{ 'large.bin': large, 'large.txt': large, '404.html': 'none' },
    });
    const before = openFilesBelow(folder);
    for (let round = 0; round < 100; round++) {
      await Promise.all(
        ['large.bin', 'large.txt', 'large.bin'].map((name) => abortedDownload(server.url + name)),
      );
    }
    const target = '/large.bin';
    await get(server.url, target, {}, 'HEAD');
    const { headers } = await get(server.url, target, { range: 'bytes=0-9' });
    await get(server.url, target, { range: `bytes=${large.length}-` });
    await get(server.url, target, { 'if-none-match': headers.etag ?? '' });
    await get(server.url, '/none');
    await server.close();
    // The last connections are closed; their files are closed some turns later.
    for (let turn = 0; turn < 1000 && openFilesBelow(folder) > before; turn++) await nextTurn();
    assert.equal(openFilesBelow(folder), before);
  });

  it(
    'are closed when a reader who asked for many at once is gone',
    { timeout: 60_000 },
    async () => {
      const { folder, server } = await served({ 'large.bin': large });
      const before = openFilesBelow(folder);
      const { port } = new URL(server.url);
      const socket = connect(Number(port), '127.0.0.1');
      socket.write('GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(200));
      await once(socket, 'readable');
      while (openFilesBelow(folder) === before) await nextTurn();
      socket.destroy();
      while (openFilesBelow(folder) > before) await nextTurn();
      assert.equal((await get(server.url, '/large.bin', {}, 'HEAD')).status, 200);
      await server.close();
    },
  );

  it('are never sent in part as if they were whole', { timeout: 60_000 }, async () => {
    const { folder, server } = await served({ 'large.bin': large });
    const [response] = (await once(getStream(`${server.url}large.bin`), 'response')) as [
      IncomingMessage,
    ];
    assert.equal(response.headers['content-length'], String(large.length));
    truncateSync(path.join(folder, 'large.bin'), 1024);
    await assert.rejects(async () => {
      for await (const chunk of response) assert.ok(chunk);
    }, /aborted/);
    assert.equal((await get(server.url, '/large.bin')).body.length, 1024);
    await server.close();
  });

  it('may vanish and come back at any moment', { timeout: 60_000 }, async () => {
    const { folder, server } = await served({ 'index.html': 'a' });
    const replacer = new Worker(
      `const { renameSync, unlinkSync, writeFileSync } = require('node:fs');
       const { file, text } = require('node:worker_threads').workerData;
       for (;;) {
         writeFileSync(file + '.new', text);
         renameSync(file + '.new', file);
         unlinkSync(file);
       }`,
      { eval: true, workerData: { file: path.join(folder, 'page.html'), text: long } },
    );
    const seen = new Set<number>();
    for (let round = 0; round < 300 || seen.size < 2; round++) {
      const { status, body } = await get(server.url, '/page.html');
      seen.add(status);
      if (status === 200) assert.equal(body.toString(), long);
      else assert.equal(status, 404);
    }
    await replacer.terminate();
    await server.close();
  });

  it('are served only if they are ordinary and lie in it', { timeout: 60_000 }, async () => {
    const { folder, server } = await served({
      ...{ 'site.txt': 'own', 'posts/a/index.html/x': 'x', '404.html': 'none' },
    });
    const outside = temporaryFolder();
    writeFiles(outside, { 'secret.txt': 'secret', 'index.html': 'secret' });
    const link = (target: string, name: string) => symlinkSync(target, path.join(folder, name));
    link(path.join(outside, 'secret.txt'), 'secret.txt');
    link(outside, 'linked');
    link('loop', 'loop');
    link('site.txt', 'same.txt');
    spawnSync('mkfifo', [path.join(folder, 'fifo.html')]);
    assert.equal((await get(server.url, '/same.txt')).body.toString(), 'own');
    for (const target of [
      ...['/secret.txt', '/linked', '/linked/', '/linked/secret.txt', '/loop', '/fifo.html'],
      ...['/posts/a', '/posts/a/', '/posts/a/index.html', '/site.txt/', '/site.txt/x'],
      `/${'a'.repeat(300)}`,
    ]) {
      const { status, body } = await get(server.url, target);
      assert.deepEqual([status, body.toString()], [404, 'none'], target);
    }
    await server.close();
  });

  it('are those of the new site once a link leads there', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const output = path.join(folder, 'site');
    const publish = (round: number) => {
      writeFiles(path.join(folder, `release-${round}`), { 'index.html': String(round) });
      symlinkSync(`release-${round}`, `${output}.next`);
      renameSync(`${output}.next`, output);
      rmSync(path.join(folder, `release-${round - 1}`), { recursive: true, force: true });
    };
    publish(1);
    const server = await serveFolder(output);
    for (let round = 2; round < 50; round++) {
      const early = get(server.url, '/');
      publish(round);
      assert.equal((await early).status, 200);
      assert.equal((await get(server.url, '/')).body.toString(), String(round));
    }
    rmSync(output);
    mkdirSync(output);
    assert.equal((await get(server.url, '/')).status, 404);
    await server.close();
  });
});
