import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { placeCached, pruneCache } from '../../src/cache/place-cached.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);

describe('the cache of made files', () => {
  it('makes a file once and copies it from then on', async () => {
    const folder = temporaryFolder();
    const cached = path.join(folder, 'cache/a.webp');
    let made = 0;
    const make = () => Promise.resolve(Buffer.from(`made ${++made}`));
    for (const target of ['one/a.webp', 'two/a.webp']) {
      await placeCached(cached, path.join(folder, target), make);
      assert.equal(readFileSync(path.join(folder, target), 'utf8'), 'made 1');
    }
    assert.deepEqual(readdirSync(path.join(folder, 'cache')), ['a.webp']);
  });

  it('forgets what no build has used for a month, and keeps what is used', async () => {
    const folder = temporaryFolder();
    const cache = path.join(folder, 'cache');
    const names = ['new', 'rare', 'used', 'gone', 'half.123-abc'];
    writeFiles(cache, Object.fromEntries(names.map((name) => [name, name])));
    utimesSync(path.join(cache, 'rare'), daysAgo(20), daysAgo(20));
    for (const name of ['used', 'gone', 'half.123-abc']) {
      utimesSync(path.join(cache, name), daysAgo(40), daysAgo(40));
    }
    await placeCached(path.join(cache, 'used'), path.join(folder, 'site/used'), () =>
      assert.fail('It is there.'),
    );
    assert.ok(statSync(path.join(cache, 'used')).mtime > daysAgo(1));
    await pruneCache(cache);
    assert.deepEqual(readdirSync(cache).sort(), ['new', 'rare', 'used']);
    await pruneCache(path.join(folder, 'missing'));
    assert.ok(!existsSync(path.join(folder, 'missing')));
  });
});
