import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { amountOf, percentOf } from '../../src/report/limit-use.ts';

describe('percentOf', () => {
  it('is above 100 only beyond the limit, and at least 90 from nine tenths on', () => {
    const most = 2 ** 43;
    fc.assert(
      fc.property(
        fc.oneof(fc.maxSafeNat(), fc.nat(1000)).map((value) => value % most),
        fc.oneof(fc.maxSafeNat(), fc.nat(1000)).map((value) => (value % most) + 1),
        (used, allowed) => {
          const percent = percentOf(used, allowed);
          assert.ok(Number.isInteger(percent) && percent >= 0);
          assert.equal(percent > 100, used > allowed);
          assert.equal(percent >= 90, used * 10 >= allowed * 9);
        },
      ),
    );
  });

  it('tells the last file that fits from the first that does not', () => {
    assert.equal(percentOf(19_999, 20_000), 99);
    assert.equal(percentOf(20_000, 20_000), 100);
    assert.equal(percentOf(20_001, 20_000), 101);
  });
});

describe('amountOf', () => {
  it('writes bytes and counts', () => {
    assert.equal(amountOf('bytes', 1024 ** 3), '1.0 GB');
    assert.equal(amountOf('bytes', 1030 * 1024 ** 2), '1.01 GB');
    assert.equal(amountOf('bytes', 1023 * 1024 ** 2), '1,023.0 MB');
    assert.equal(amountOf('fileBytes', 1500), '2 KB');
    assert.equal(amountOf('files', 12_345), '12,345 files');
    assert.equal(amountOf('redirects', 2), '2 rules');
    assert.equal(amountOf('redirects', 1), '1 rule');
  });
});
