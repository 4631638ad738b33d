import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { filesOfShare } from '../../src/ingest/share.ts';

const sharesOf = (files: readonly string[], count: number) =>
  Array.from({ length: count }, (_, at) => filesOfShare(files, { number: at + 1, count }));

describe('filesOfShare', () => {
  const paths = fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 60 });
  const counts = fc.integer({ min: 1, max: 40 });

  it('puts every file into exactly one share, in its order', () => {
    fc.assert(
      fc.property(paths, counts, (files, count) => {
        const shares = sharesOf(files, count);
        assert.deepEqual(shares.flat().sort(), [...files].sort());
        for (const share of shares) {
          assert.deepEqual(
            share,
            files.filter((file) => share.includes(file)),
          );
        }
      }),
    );
  });

  it('leaves a file in its share whatever others there are', () => {
    fc.assert(
      fc.property(paths, fc.string(), counts, (files, added, count) => {
        for (const [at, share] of sharesOf(files, count).entries()) {
          const more = filesOfShare([added, ...files], { number: at + 1, count });
          assert.deepEqual(
            more.filter((file) => file !== added),
            share.filter((file) => file !== added),
          );
        }
      }),
    );
  });

  it('is the same on every machine', () => {
    const files = ['a.md', 'b.md', '2026/版心.md', '2026/long name.md'];
    assert.deepEqual(sharesOf(files, 3), [
      ['b.md', '2026/long name.md'],
      ['2026/版心.md'],
      ['a.md'],
    ]);
  });

  it('makes shares of nearly one size', () => {
    const files = Array.from({ length: 9000 }, (_, at) => `posts/${at % 30}/post-${at}.md`);
    for (const share of sharesOf(files, 3)) {
      assert.ok(Math.abs(share.length - 3000) < 200, `${share.length}`);
    }
  });
});
