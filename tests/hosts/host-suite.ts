import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { cacheControl, securityHeaders } from '../../src/output/host-files.ts';
import { buildSound, readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { rawRequest } from '../support/raw-request.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';
import type { RunningServer } from './servers.ts';

const { immutable, revalidate } = cacheControl;

/** Starts a server on a built site, given by its absolute path and the path it lives under. */
export type StartServer = (
  root: string,
  pathPrefix: string,
  workDir: string,
) => Promise<RunningServer>;

/** Tests what every host must do with a site, at a domain of its own and in a folder of one. */
export function describeHosts(servers: Readonly<Record<string, StartServer>>): void {
  for (const pathPrefix of ['/', '/notes/']) describeSite(servers, pathPrefix);
}

function describeSite(servers: Readonly<Record<string, StartServer>>, pathPrefix: string): void {
  describe(`a site at ${pathPrefix}`, () => {
    const folder = temporaryFolder();
    const root = path.join(folder, 'site');
    let files: FolderContent;

    before(async () => {
      const posts = path.join(folder, 'posts');
      writeFiles(posts, {
        '排版.md':
          '---\ntitle: 排版\ndate: 2026-01-02\naliases: [/2019/旧址/, /old.html, 另一个题目]\n---\n' +
          `${'正文。'.repeat(800)}\n`,
        'hidden.md': '---\ntitle: 藏\nexclude: true\naliases: [/was-hidden/]\n---\n文\n',
      });
      await buildSound(posts, { outputDir: root }, { pathPrefix });
      // Files like those of a search index: binary, read in parts.
      writeFiles(root, {
        'search-index/manifest.bin': Buffer.alloc(100, 1),
        'search-index/pack.0a1b.bin': Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 256)),
      });
      files = readFolder(root);
    });

    for (const [name, start] of Object.entries(servers)) {
      describe(name, () => {
        let server: RunningServer;
        const at = (target: string, headers?: Record<string, string>) =>
          rawRequest(server.origin, `${pathPrefix}${target}`, headers);
        const workDir = temporaryFolder();
        before(async () => {
          server = await start(root, pathPrefix, workDir);
        });
        after(() => server.close());

        const article = `posts/${encodeURIComponent('排版')}/`;
        const asset = (extension: string) => {
          const found = [...files.keys()].find(
            (file) => file.startsWith('assets/') && file.endsWith(extension),
          );
          assert.ok(found !== undefined, extension);
          return found;
        };

        it('sends pages with the policy, to be revalidated', async () => {
          for (const target of ['', article]) {
            const { status, headers, body } = await at(target);
            assert.equal(status, 200);
            assert.equal(headers['content-type'], 'text/html; charset=utf-8');
            assert.equal(headers['cache-control'], revalidate);
            assert.match(
              String(headers['content-security-policy']),
              /^default-src 'self'; script-src 'self' 'sha256-[\w+/=]{44}'.*; frame-ancestors '/,
            );
            for (const [name, value] of Object.entries(securityHeaders)) {
              assert.equal(headers[name.toLowerCase()], value);
            }
            assert.match(body.toString(), /^<!doctype html>/);
          }
        });

        it('sends fingerprinted files for ever, others to be revalidated', async () => {
          const expected: [target: string, type: RegExp, cache: string][] = [
            [asset('.css'), /^text\/css; charset=utf-8$/, immutable],
            [asset('.js'), /^text\/javascript; charset=utf-8$/, immutable],
            [asset('.svg'), /^image\/svg\+xml/, immutable],
            [asset('.png'), /^image\/png$/, immutable],
            ['search-index/manifest.bin', /^application\/octet-stream$/, revalidate],
            ['feed.xml', /^(?:application|text)\/xml; charset=utf-8$/, revalidate],
            ['feed.json', /^application\/json/, revalidate],
            ['llms.txt', /^text\/plain; charset=utf-8$/, revalidate],
            ['manifest.webmanifest', /^application\/manifest\+json/, revalidate],
            [`${article}index.md`, /^text\/markdown; charset=utf-8$/, revalidate],
          ];
          for (const [target, type, cache] of expected) {
            const { status, headers, body } = await at(target);
            assert.equal(status, 200, target);
            assert.match(String(headers['content-type']), type, target);
            assert.equal(headers['cache-control'], cache, target);
            assert.equal(headers['x-content-type-options'], 'nosniff', target);
            assert.deepEqual(body, files.get(decodeURIComponent(target)), target);
          }
        });

        it('shows the 404 page for what is missing or not for readers', async () => {
          const missing = String(files.get('404.html'));
          for (const target of [
            'none/',
            'assets/none.css',
            '_headers',
            '_redirects',
            '.inkstone',
          ]) {
            const { status, headers, body } = await at(target);
            assert.equal(status, 404, target);
            assert.equal(body.toString(), missing, target);
            assert.equal(headers['cache-control'], revalidate, target);
            assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
          }
        });

        it('sends old addresses to the post, and folders to their slash', async () => {
          for (const old of [`2019/${encodeURIComponent('旧址')}/`, 'old.html']) {
            const { status, headers } = await at(old);
            assert.deepEqual([status, headers.location], [301, `${pathPrefix}${article}`], old);
          }
          const { status, headers } = await at(article.slice(0, -1));
          // Caddy answers 308, which keeps the method.
          assert.ok([301, 308].includes(status));
          const { pathname } = new URL(String(headers.location), server.origin);
          assert.equal(decodeURI(pathname), decodeURI(`${pathPrefix}${article}`));
          const hidden = await at('was-hidden/');
          assert.equal(hidden.status, 200);
          assert.match(
            hidden.body.toString(),
            /http-equiv="refresh" content="0; url=.*posts\/hidden\//,
          );
        });

        if (pathPrefix !== '/') {
          it('has nothing above its path', async () => {
            assert.equal((await rawRequest(server.origin, '/feed.xml')).status, 404);
            const bare = await rawRequest(server.origin, pathPrefix.slice(0, -1));
            assert.deepEqual([bare.status, bare.headers.location], [301, pathPrefix]);
          });
        }

        it('compresses text, not pictures', async () => {
          const page = await at(article, { 'accept-encoding': 'gzip' });
          assert.equal(page.headers['content-encoding'], 'gzip');
          assert.match(String(page.headers.vary), /accept-encoding/i);
          const path = `${decodeURIComponent(article)}index.html`;
          assert.deepEqual(gunzipSync(page.body), files.get(path));
          const picture = await at(asset('.png'), { 'accept-encoding': 'gzip' });
          assert.equal(picture.headers['content-encoding'], undefined);
        });

        it('says 304 to a browser that has the file, and serves parts', async () => {
          const first = await at('feed.xml');
          const again = await at('feed.xml', { 'if-none-match': String(first.headers.etag) });
          assert.deepEqual([again.status, again.body.length], [304, 0]);
          const part = await at('search-index/pack.0a1b.bin', { range: 'bytes=100-109' });
          assert.equal(part.status, 206);
          assert.equal(part.headers['content-range'], 'bytes 100-109/5000');
          assert.deepEqual(
            [...part.body],
            Array.from({ length: 10 }, (_, i) => 100 + i),
          );
        });

        it('reads nothing outside the site', async () => {
          for (const target of [
            '../site',
            '%2e%2e/%2e%2e/etc/passwd',
            '..%2f..%2f..%2fetc/passwd',
          ]) {
            const { status, body } = await at(target);
            assert.ok(status >= 300, target);
            assert.doesNotMatch(body.toString(), /root:/);
          }
        });
      });
    }
  });
}
