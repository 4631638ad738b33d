import assert from 'node:assert/strict';
import {
  existsSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SegmentCache } from '../../src/store/segment-cache.ts';
import { sealSegment, SegmentWriter, shortChecksum } from '../../src/store/segment.ts';
import { sourceVersion } from '../../src/store/source-version.ts';
import { tidyCache } from '../../src/store/tidy-cache.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Writes a sealed segment. Its entries hold their own names, or the given bytes. */
function addSegment(
  folder: string,
  name: string,
  contents: Readonly<Record<string, string>>,
): string {
  const writer = new SegmentWriter(folder, name);
  const entries = Object.entries(contents).map(([key, text]) => {
    const bytes = Buffer.from(text);
    return { key, ...writer.append(bytes), checksum: shortChecksum(bytes) };
  });
  writer.close();
  sealSegment(folder, writer.segment, entries);
  return path.join(folder, writer.segment);
}

function readAll(folder: string, keys: readonly string[]): (string | undefined)[] {
  const cache = new SegmentCache(folder);
  const found = keys.map((key) => cache.get(key)?.bytes.toString());
  cache.close();
  return found;
}

/** Dates a file some hours back, so that no other build can be at work on it. */
function age(file: string, hours: number): void {
  const time = new Date(Date.now() - hours * 3_600_000);
  utimesSync(file, time, time);
}

const limits = {
  ...{ maximumBytes: 1e9, maximumFactor: 1, freeBytes: 1e9 },
  ...{ maximumSegments: 100, graceMilliseconds: 60_000 },
};

describe('segment cache', () => {
  it('gives back what was put in, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: 'binary' })),
        (contents) => {
          const folder = temporaryFolder();
          addSegment(folder, 'a', contents);
          const keys = Object.keys(contents);
          assert.deepEqual(
            readAll(folder, keys),
            keys.map((key) => Buffer.from(contents[key] ?? '').toString()),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('finds entries of several segments, but of none that was not sealed', () => {
    const folder = temporaryFolder();
    addSegment(folder, 'a', { one: '一' });
    addSegment(folder, 'b', { two: '二' });
    const writer = new SegmentWriter(folder, 'killed');
    writer.append(Buffer.from('三'));
    writer.close();
    assert.deepEqual(readAll(folder, ['one', 'two', 'three']), ['一', '二', undefined]);
  });

  it('never gives out damaged bytes, wherever the damage is', () => {
    const folder = temporaryFolder();
    const contents = { one: 'first entry', two: 'second entry' };
    const file = addSegment(folder, 'a', contents);
    const sound = readFileSync(file);
    for (let at = 0; at < sound.length; at++) {
      const damaged = Buffer.from(sound);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      writeFileSync(file, damaged);
      const [one, two] = readAll(folder, ['one', 'two']);
      assert.ok(one === undefined || one === contents.one, `byte ${at}`);
      assert.ok(two === undefined || two === contents.two, `byte ${at}`);
      assert.ok(one === undefined || two === undefined, `byte ${at} went unnoticed`);
    }
    for (const length of [0, 1, 30, sound.length - 1]) {
      writeFileSync(file, sound);
      truncateSync(file, length);
      assert.deepEqual(readAll(folder, ['one']), [undefined]);
    }
  });

  it('refuses a second writer of one segment', () => {
    const folder = temporaryFolder();
    const writer = new SegmentWriter(folder, 'a');
    assert.throws(() => new SegmentWriter(folder, 'a'), /EEXIST/);
    writer.close();
  });
});

describe('tidyCache', () => {
  it('removes the least recently used first, and only as much as it must', async () => {
    const folder = temporaryFolder();
    const files = ['old', 'older', 'oldest'].map((name, index) => {
      const file = addSegment(folder, name, { [name]: name.repeat(100) });
      age(file, index + 1);
      return file;
    });
    await tidyCache(folder, new Set(), { ...limits, maximumBytes: 1_200 });
    assert.deepEqual(
      files.map((file) => existsSync(file)),
      [true, true, false],
    );
    assert.deepEqual(
      readAll(folder, ['old', 'older', 'oldest']).map((text) => text !== undefined),
      [true, true, false],
    );
  });

  it('counts reading as use', async () => {
    const folder = temporaryFolder();
    for (const name of ['a', 'b']) age(addSegment(folder, name, { [name]: name.repeat(500) }), 2);
    await tidyCache(folder, new Set(['a']), limits);
    await tidyCache(folder, new Set(), { ...limits, maximumBytes: 700 });
    assert.deepEqual(
      readAll(folder, ['a', 'b']).map((text) => text !== undefined),
      [true, false],
    );
  });

  it('keeps what the build used above the limit too, but not its whole segment', async () => {
    const folder = temporaryFolder();
    const file = addSegment(folder, 'a', { used: 'u'.repeat(500), unused: 'x'.repeat(5_000) });
    const used = new Set(['used']);
    age(file, 2);
    await tidyCache(folder, used, { ...limits, maximumBytes: 100 });
    assert.deepEqual(readAll(folder, ['used', 'unused']), ['u'.repeat(500), undefined]);
    assert.equal(existsSync(file), false);
  });

  it('keeps no more than a multiple of what the build used', async () => {
    const folder = temporaryFolder();
    const names = ['used', 'older', 'oldest'];
    for (const [index, name] of names.entries()) {
      age(addSegment(folder, name, { [name]: name.repeat(1000) }), index + 1);
    }
    await tidyCache(folder, new Set(['used']), { ...limits, freeBytes: 0, maximumFactor: 3 });
    assert.deepEqual(
      readAll(folder, names).map((text) => text !== undefined),
      [true, true, false],
    );
    await tidyCache(folder, new Set(['used']), { ...limits, maximumFactor: 2, freeBytes: 20_000 });
    assert.ok(readAll(folder, ['older'])[0] !== undefined);
    await tidyCache(folder, new Set(['used']), { ...limits, freeBytes: 0, maximumFactor: 1.5 });
    assert.deepEqual(readAll(folder, ['used', 'older'])[1], undefined);
  });

  it('puts many small segments together', async () => {
    const folder = temporaryFolder();
    const names = Array.from({ length: 30 }, (_, index) => `n${index}`);
    for (const name of names) age(addSegment(folder, name, { [name]: name }), 1);
    await tidyCache(folder, new Set(), { ...limits, maximumSegments: 10 });
    assert.deepEqual(readAll(folder, names), names);
    assert.ok(readdirSync(folder).length < 20);
  });

  it('leaves alone what another build may be using or writing', async () => {
    const folder = temporaryFolder();
    const file = addSegment(folder, 'fresh', { a: 'a'.repeat(1_000) });
    const writer = new SegmentWriter(folder, 'running');
    await tidyCache(folder, new Set(), { ...limits, maximumBytes: 0, maximumSegments: 0 });
    assert.ok(existsSync(file));
    assert.ok(existsSync(path.join(folder, `${writer.segment}.part`)));
    age(path.join(folder, `${writer.segment}.part`), 1);
    await tidyCache(folder, new Set(), limits);
    assert.equal(existsSync(path.join(folder, `${writer.segment}.part`)), false);
    writer.close();
  });
});

describe('sourceVersion', () => {
  it('depends on every module below the entry', () => {
    const folder = temporaryFolder();
    const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
    write('entry.ts', "import { a } from './a.ts';\nexport default a;\n");
    write('a.ts', "export { b as a } from './b.ts';\n");
    write('b.ts', 'export const b = 1;\n');
    write('other.ts', 'export const c = 1;\n');
    const version = () => sourceVersion(path.join(folder, 'entry.ts'));
    const first = version();
    write('other.ts', 'export const c = 2;\n');
    assert.equal(version(), first);
    write('b.ts', 'export const b = 2;\n');
    assert.notEqual(version(), first);
  });

  it('leaves it to others that an import leads nowhere', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'entry.ts'), "import { a } from '../none/a.ts';\n");
    const first = sourceVersion(path.join(folder, 'entry.ts'));
    writeFileSync(path.join(folder, 'entry.ts'), "import { a } from './none/a.ts';\n");
    assert.notEqual(sourceVersion(path.join(folder, 'entry.ts')), first);
  });
});
