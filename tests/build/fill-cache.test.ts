import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import sharp from 'sharp';
import { fillCache } from '../../src/build/fill-cache.ts';
import { parseSiteConfig } from '../../src/config/site-config.ts';
import { ownPost } from '../support/own-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** A process id that no process has: the system's limit is far lower. */
const deadPid = 2 ** 30;

describe('fillCache', () => {
  it('writes nowhere but to the cache, and clears what killed ones have left', async () => {
    const folder = temporaryFolder();
    const cacheDir = path.join(folder, 'cache');
    const postsDir = path.join(folder, 'posts');
    const temporary = path.join(folder, 'tmp');
    const blank = { width: 700, height: 40, channels: 3, background: '#a2361f' } as const;
    writeFiles(folder, {
      'posts/a.md': ownPost('文', '2026-01-01', '![图](p.png) [表](t.csv)\n'),
      'posts/t.csv': 'a,b\n',
      'posts/p.png': await sharp({ create: blank }).png().toBuffer(),
      [`cache/ingest-${deadPid}/search-0.json`]: '[]',
      'tmp/.keep': '',
    });
    // Tests of other files run in this process.
    const outer = process.env['TMPDIR'];
    after(() => {
      if (outer === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = outer;
    });
    process.env['TMPDIR'] = temporary;
    const seen: string[] = [];
    const report = await fillCache(
      parseSiteConfig({ title: '站', url: 'https://example.com' }),
      {
        ...{ postsDir, postsLabel: 'posts', siteDir: folder, cacheDir },
        ...{ drafts: false, now: new Date('2026-02-01'), keepGoing: false },
      },
      () => seen.push(...readdirSync(temporary)),
    );
    assert.ok(report.ok, JSON.stringify(report.problems));
    assert.deepEqual([...new Set(seen)], ['.keep']);
    assert.deepEqual(
      readdirSync(cacheDir).filter((name) => name.startsWith('ingest-')),
      [],
    );
  });
});
