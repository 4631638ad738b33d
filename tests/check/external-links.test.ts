import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { checkExternalLinks } from '../../src/check/external-links/check-links.ts';
import {
  collectExternalLinks,
  findExternalLinks,
} from '../../src/check/external-links/collect-links.ts';
import type { ExternalLinks } from '../../src/check/external-links/collect-links.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('collectExternalLinks', () => {
  it('gathers links and sources once each, with their lines', () => {
    const links: ExternalLinks = new Map();
    const found = findExternalLinks({
      html:
        '<a href="https://a.example/?x=1&amp;y=2#part">x</a> <a href="/about/">y</a> <a ' +
        'href="https://me.example/z">z</a>',
      body: '一\n[x](https://a.example/?x=1&y=2#part)',
      bodyLine: 5,
    });
    const post = { file: 'a.md', found, source: 'https://b.example/page', sourceLine: 3 };
    collectExternalLinks(links, post, 'https://me.example');
    collectExternalLinks(links, { ...post, file: 'b.md' }, 'https://me.example');
    collectExternalLinks(
      links,
      { ...post, found: [], source: 'https://www.youtube.com/watch?v=abc' },
      'https://me.example',
    );
    assert.deepEqual(
      [...links],
      [
        [
          'https://b.example/page',
          [
            { file: 'a.md', line: 3 },
            { file: 'b.md', line: 3 },
          ],
        ],
        [
          'https://a.example/?x=1&y=2',
          [
            { file: 'a.md', line: 6 },
            { file: 'b.md', line: 6 },
          ],
        ],
      ],
    );
  });
});

describe('checkExternalLinks', () => {
  const requests: string[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    const statuses: Readonly<Record<string, number>> = {
      '/gone': 404,
      '/busy': 429,
      '/moved': 301,
    };
    const headRefused = request.url === '/no-head' && request.method === 'HEAD';
    if (request.url === '/silent') return;
    setImmediate(() => {
      atOnce--;
      const status = headRefused ? 405 : (statuses[request.url ?? ''] ?? 200);
      response.writeHead(status, status === 301 ? { location: '/ok' } : {});
      response.end();
    });
  });
  let origin = '';

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    requests.length = 0;
  });

  const linksTo = (...paths: string[]): ExternalLinks =>
    new Map(paths.map((own, index) => [`${origin}${own}`, [{ file: 'a.md', line: index + 1 }]]));

  const check = (links: ExternalLinks, cacheFile: string, now = new Date('2026-06-01T00:00:00Z')) =>
    checkExternalLinks(links, { cacheFile, now, delayMs: 0, timeoutMs: 120_000 });

  it('reports links that are gone or unclear, with their place', async () => {
    const cacheFile = path.join(temporaryFolder(), 'links.json');
    const links = linksTo('/ok', '/gone', '/busy', '/no-head', '/moved');
    const problems = await check(links, cacheFile);
    assert.deepEqual(
      problems.map(({ code, severity, line }) => `${code} ${severity} ${line}`),
      ['external-link-gone warning 2', 'external-link-unclear notice 3'],
    );
    assert.ok(requests.includes('HEAD /ok') && !requests.includes('GET /ok'));
    assert.ok(requests.includes('GET /no-head'));
  });

  it('asks a host for one link at a time, and again only after some time', async () => {
    mostAtOnce = atOnce = 0;
    const cacheFile = path.join(temporaryFolder(), 'deep', 'links.json');
    const links = linksTo('/a', '/b', '/c', '/gone');
    await check(links, cacheFile);
    assert.equal(mostAtOnce, 1);
    assert.ok(existsSync(cacheFile));
    assert.equal(requests.length, 5);

    requests.length = 0;
    const again = await check(links, cacheFile, new Date('2026-06-01T12:00:00Z'));
    assert.deepEqual(requests, []);
    assert.deepEqual(
      again.map(({ code }) => code),
      ['external-link-gone'],
    );

    await check(links, cacheFile, new Date('2026-06-03T00:00:00Z'));
    assert.deepEqual(requests, ['HEAD /gone', 'GET /gone']);
  });

  it('gives up a host that never answers', async () => {
    const cacheFile = path.join(temporaryFolder(), 'links.json');
    const options = { cacheFile, now: new Date('2026-06-01'), delayMs: 0, timeoutMs: 1 };
    const [problem] = await checkExternalLinks(linksTo('/silent'), options);
    assert.equal(problem?.code, 'external-link-unclear');
    assert.match(problem.message, /no answer in time/);
  });
});
