import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HeadingIds } from '../../../src/markdown/plugins/heading-ids.ts';

function idsOf(texts: readonly string[]): string[] {
  const ids = new HeadingIds();
  return texts.map((text) => ids.take(text));
}

describe('HeadingIds', () => {
  it('gives no heading the id of a note or gloss, also not when it is repeated', () => {
    assert.deepEqual(idsOf(['gloss', 'gloss', 'gloss', 'fn', 'fn', 'fnref', 'fnref', 'fnref']), [
      'gloss',
      'section-gloss',
      'section-gloss-2',
      'fn',
      'section-fn',
      'fnref',
      'section-fnref',
      'section-fnref-2',
    ]);
    assert.deepEqual(idsOf(['gloss 1', 'fn-2', 'FNREF 3-2']), [
      'section-gloss-1',
      'section-fn-2',
      'section-fnref-3-2',
    ]);
  });

  it('gives ids that are unique, and never those of the interface', () => {
    const word = fc.constantFrom(
      ...['ui_strings', 'ui', '_', '＿', 'gloss', 'fn', 'fnref', 'main', 'section', '节', '2', ' '],
    );
    const text = fc.array(fc.oneof(word, fc.string({ unit: 'grapheme' })), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const ids = idsOf(texts.map((parts) => parts.join('')));
        assert.equal(new Set(ids).size, ids.length);
        for (const id of ids) assert.doesNotMatch(id, /^(?:main|(?:gloss|fn|fnref)-\d.*)$|_/);
      }),
    );
  });
});
