import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseOldAddress } from '../../src/content/old-address.ts';
import { hostileAddresses, honestAddresses } from '../support/hostile-addresses.ts';

/** What a reader of some configuration, file system or page gives a meaning. */
const meanings = /["\\$%*:;<>?#^`{|}\s\p{Cc}\p{Cf}\p{Cs}]|\p{Default_Ignorable_Code_Point}/u;

describe('parseOldAddress', () => {
  it('reads addresses that blogs have had', () => {
    for (const written of honestAddresses) {
      const { segments = [], isFolder } = parseOldAddress(written) ?? {};
      const back = `/${segments.join('/')}${isFolder ? '/' : ''}`;
      assert.equal(back, decodeURIComponent(written).normalize('NFC'), written);
    }
  });

  it('takes nothing that a host, a server or a file system would read otherwise', () => {
    for (const written of hostileAddresses) {
      assert.equal(parseOldAddress(written), undefined, written.slice(0, 80));
    }
  });

  it('gives names without any meaning, whatever is written and however it is encoded', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('a', '/', '..', '%2e', '%5c', '%22', '%00', '旧', '%', '~1', '.html', 'nul'),
      fc.integer({ min: 0, max: 255 }).map((byte) => `%${byte.toString(16).padStart(2, '0')}`),
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const address = parseOldAddress(`/${pieces.join('')}`);
        if (!address) return;
        read++;
        assert.ok(address.segments.length > 0);
        for (const segment of address.segments) {
          assert.doesNotMatch(segment, meanings);
          assert.doesNotMatch(segment, /^$|^[-._]|\.$|.~|\//);
          assert.equal(segment, segment.normalize('NFC'));
        }
      }),
      { numRuns: 2000 },
    );
    assert.ok(read > 50, `${read} of 2,000 were addresses`);
  });
});
