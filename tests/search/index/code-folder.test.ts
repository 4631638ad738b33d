import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldCharacters } from '../../../src/search/fold.ts';
import { CodeFolder } from '../../../src/search/index/code-folder.ts';
import { tokenise } from '../../../src/search/tokens.ts';
import { unitsOf } from '../../../src/search/index/units.ts';

const variants = new Map([['時', '时']]);
const folder = new CodeFolder(variants);

/** Folded text as the index sees it. Separators may differ. */
function tokensOf(folded: string): readonly string[] {
  return tokenise(folded).map(({ text }) => text);
}

function folded(text: string): string {
  const length = folder.fold(unitsOf(text));
  assert.equal(folder.codes[length], 0, 'a zero ends the text');
  return String.fromCharCode(...folder.codes.subarray(0, length));
}

test('every code of the basic plane folds among others as it does in a string', () => {
  for (const [before, after] of [
    ['a', 'b'],
    ['字', '字'],
    ['か', '\u3099'],
    ['가', '\u11a8'],
    ['.', '\u0338'],
  ] as const) {
    for (let code = 1; code < 0x10000; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const text = before + String.fromCharCode(code) + after;
      assert.deepEqual(
        tokensOf(folded(text)),
        tokensOf(foldCharacters(text, variants)),
        `U+${code.toString(16)} between ${before} and ${after}`,
      );
    }
  }
});

test('any text folds as a string does', () => {
  const piece = fc.constantFrom(
    ...[
      '人',
      '時',
      '々',
      '𠮷',
      'ｱ',
      'ﾞ',
      '가',
      '\u1100',
      '\u1161',
      'AI',
      'Ａ',
      'İ',
      'ΣΑΣ',
      'ﬁ',
      '㍿',
    ],
    ...[
      'e',
      '\u0301',
      '\u0323',
      '…',
      '，',
      '\u3000',
      '\n',
      '😀',
      '👨\u200d👩',
      '½',
      '℃',
      '\u00b4',
      '0',
    ],
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme' }))), (parts) => {
      const text = parts.join('').toWellFormed();
      assert.deepEqual(tokensOf(folded(text)), tokensOf(foldCharacters(text, variants)));
    }),
    { numRuns: 2000 },
  );
});

test('a long text folds as a string does, also where lines become longer', () => {
  const text = 'ﷺ short\n'.repeat(2000);
  assert.deepEqual(tokensOf(folded(text)), tokensOf(foldCharacters(text, variants)));
});
