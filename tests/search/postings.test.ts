import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BitWriter } from '../../src/search/bits.ts';
import { crc32 as portableCrc32 } from '../../src/search/crc32.ts';
import { bodyBits, headBit, titleBit } from '../../src/search/format.ts';
import { crc32 } from '../../src/search/index/seal.ts';
import { listStart, readPostings, writePostings } from '../../src/search/postings.ts';

test('postings are read as they were written, however wide the gaps, from anywhere on', () => {
  const document = fc.record({
    zones: fc.integer({ min: 1, max: 24 }),
    mask: fc.integer({ min: 1, max: 2 ** 26 - 1 }),
    gap: fc.oneof(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 5000 }),
      fc.constant(200_000),
    ),
  });
  fc.assert(
    fc.property(
      fc.array(document, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 100_000 }),
      fc.nat({ max: 40 }),
      (list, rest, leftOut) => {
        let number = -1;
        const numbers = list.map(({ gap }) => (number += gap));
        const zones = new Uint8Array(number + 1 + rest).fill(1);
        const masks = list.map((entry, at) => {
          zones[numbers[at] ?? 0] = entry.zones;
          const mask = entry.mask & (titleBit | headBit | ((1 << entry.zones) - 1));
          return mask === 0 ? 1 : mask;
        });
        const postings = {
          documents: Uint32Array.from(numbers),
          masks: Uint32Array.from(masks),
        };
        for (const isFlags of [false, true]) {
          const writer = new BitWriter();
          writePostings(writer, postings, 0, list.length, isFlags, zones);
          // Bytes of another list stand before it.
          const bytes = Uint8Array.from([0xff, ...writer.finish()]);
          const read = readPostings(bytes, 1, list.length, isFlags, zones);
          const expected = isFlags ? masks.map((mask) => mask | bodyBits) : masks;
          assert.deepEqual([...read.documents], numbers);
          assert.deepEqual([...read.masks], expected);

          const until = numbers[leftOut] ?? number + 1;
          const start = listStart(bytes, 1, list.length, isFlags, zones, until);
          const others = readPostings(bytes, 1, list.length, isFlags, zones, start);
          assert.equal(start.count, Math.min(leftOut, list.length));
          assert.deepEqual([...others.documents], numbers.slice(leftOut));
          assert.deepEqual([...others.masks], expected.slice(leftOut));
          writer.copy(bytes, 1, start.bits);
          writePostings(writer, others, 0, others.documents.length, isFlags, zones, start);
          assert.deepEqual([...writer.finish()], [...bytes.subarray(1)]);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('both implementations of CRC-32 agree', () => {
  // The check value in the catalogue of CRCs:
  // https://reveng.sourceforge.io/crc-catalogue/all.htm#crc.cat.crc-32-iso-hdlc
  const digits = new TextEncoder().encode('123456789');
  assert.equal(portableCrc32(digits), 0xcbf43926);
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      assert.equal(crc32(bytes), portableCrc32(bytes));
    }),
  );
});
