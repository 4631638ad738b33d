import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { serveFolder } from '../../src/serve/static-server.ts';
import type { StaticServer } from '../../src/serve/static-server.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends a path as it is: `fetch` would tidy `..` away. */
function get(
  base: string,
  target: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: target, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        });
      });
    })
      .on('error', reject)
      .end();
  });
}

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
        '/notes/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n/notes/*.svg\n  X-Kind: picture\n',
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

  it('answers a missing page with 404.html, never to be kept', async () => {
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
});
