import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { placeCached, pruneCache } from '../../src/store/place-cached.ts';
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

  it('makes a damaged file again, whatever the damage', async () => {
    const folder = temporaryFolder();
    const cached = path.join(folder, 'cache/a.webp');
    const target = path.join(folder, 'site/a.webp');
    const place = (make: () => Promise<Uint8Array>) => placeCached(cached, target, make);
    await place(() => Promise.resolve(Buffer.from('as it is')));
    const whole = readFileSync(cached);
    const damages: readonly ((bytes: Buffer) => void)[] = [
      () => truncateSync(cached),
      () => truncateSync(cached, whole.length - 1),
      () => truncateSync(cached, 4),
      (bytes) => writeFileSync(cached, bytes.fill(0)),
      (bytes) => writeFileSync(cached, bytes.fill('x', 2, 3)),
      (bytes) => writeFileSync(cached, bytes.fill('0', bytes.length - 1)),
      () => writeFileSync(cached, 'as it is'),
      () => replace(() => mkdirSync(cached)),
      () => replace(() => writeFiles(cached, { 'in/it': '' })),
      () => replace(() => symlinkSync('nowhere', cached)),
      () => replace(() => symlinkSync('../elsewhere', cached)),
      () => replace(() => execFileSync('mkfifo', [cached])),
    ];
    writeFileSync(path.join(folder, 'elsewhere'), whole);
    const replace = (make: () => unknown) => {
      rmSync(cached);
      make();
    };
    for (const [index, damage] of damages.entries()) {
      damage(Buffer.from(whole));
      await place(() => Promise.resolve(Buffer.from('as it is')));
      assert.equal(readFileSync(target, 'utf8'), 'as it is', `damage ${index}`);
      assert.deepEqual(readFileSync(cached), whole, `damage ${index}`);
      await place(() => assert.fail('It is there.'));
    }
    assert.deepEqual(readFileSync(path.join(folder, 'elsewhere')), whole);
  });

  it('gives who reads the file in the site the old bytes or the new ones, whole', async () => {
    const folder = temporaryFolder();
    const target = path.join(folder, 'site/a.webp');
    const place = (name: string, text: string) =>
      placeCached(path.join(folder, 'cache', name), target, () =>
        Promise.resolve(Buffer.from(text)),
      );
    await place('old', 'the old bytes');
    const reader = openSync(target, 'r');
    await place('new', 'new');
    const read = readFileSync(reader, 'utf8');
    closeSync(reader);
    assert.equal(read, 'the old bytes');
    assert.equal(readFileSync(target, 'utf8'), 'new');
    assert.deepEqual(readdirSync(path.dirname(target)), ['a.webp']);
  });

  it('names the file that could not be written', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { file: '' });
    const cached = path.join(folder, 'file/a.webp');
    await assert.rejects(
      placeCached(cached, path.join(folder, 'a'), () => Promise.resolve(Buffer.from('a'))),
      /file/,
    );
  });

  it('removes what no build has used for a month, and keeps what is used', async () => {
    const folder = temporaryFolder();
    const cache = path.join(folder, 'cache');
    const names = ['new', 'rare', 'gone', 'half.123-abc'];
    const use = (make: () => Promise<Uint8Array>) =>
      placeCached(path.join(cache, 'used'), path.join(folder, 'site/used'), make);
    await use(() => Promise.resolve(Buffer.from('used')));
    writeFiles(cache, Object.fromEntries(names.map((name) => [name, name])));
    utimesSync(path.join(cache, 'rare'), daysAgo(20), daysAgo(20));
    for (const name of ['used', 'gone', 'half.123-abc']) {
      utimesSync(path.join(cache, name), daysAgo(40), daysAgo(40));
    }
    await use(() => assert.fail('It is there.'));
    assert.ok(statSync(path.join(cache, 'used')).mtime > daysAgo(1));
    await pruneCache(cache);
    assert.deepEqual(readdirSync(cache).sort(), ['new', 'rare', 'used']);
    await pruneCache(path.join(folder, 'missing'));
    assert.ok(!existsSync(path.join(folder, 'missing')));
  });
});
