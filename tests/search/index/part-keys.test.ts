import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ByteReader } from '../../../src/search/bytes.ts';
import { headBit, titleBit } from '../../../src/search/format.ts';
import { PostAnalyser } from '../../../src/search/index/analyse-post.ts';
import {
  decodeHan,
  decodeTexts,
  decodeWords,
  KeyEncoder,
} from '../../../src/search/index/part-keys.ts';
import { PostingColumns } from '../../../src/search/index/posting-columns.ts';
import { isHanSlice } from '../../../src/search/index/slices.ts';
import { WordTable } from '../../../src/search/index/word-table.ts';
import { hanKey, tokenise, wordKey } from '../../../src/search/tokens.ts';
import { unitsOf } from '../../../src/search/index/units.ts';

/** Keys with their masks by the definition: characters and pairs of Han runs, words, symbols. */
function keysOf(
  texts: readonly (readonly [text: string, bit: number])[],
): Map<string | number, number> {
  const keys = new Map<string | number, number>();
  for (const [text, bit] of texts) {
    const mark = (key: string | number) => keys.set(key, (keys.get(key) ?? 0) | bit);
    const markHan = (...characters: readonly string[]) => {
      const codes = characters.map((character) => character.codePointAt(0) ?? 0);
      const [first = 0, second] = codes;
      mark(codes.every((code) => code <= 0xffff) ? hanKey(first, second) : characters.join(''));
    };
    for (const { kind, text: token } of tokenise(text)) {
      if (kind !== 'han') {
        mark(wordKey(token));
        continue;
      }
      const characters = [...token];
      for (const [at, character] of characters.entries()) {
        markHan(character);
        const before = characters[at - 1];
        if (before !== undefined) markHan(before, character);
      }
    }
  }
  return keys;
}

const analyser = new PostAnalyser();
const encoder = new KeyEncoder();

/** What the inversion reads of a post. */
function readBack(
  title: string,
  head: string,
  zones: readonly string[],
): Map<string | number, number> {
  analyser.analyse(
    { title, head },
    zones.map((text) => ({ units: unitsOf(text), overlap: 0 })),
  );
  const length = encoder.encode(analyser);
  const reader = new ByteReader(encoder.bytes.slice(0, length));
  const keys = new Map<string | number, number>();
  for (const [slice, size] of encoder.lengths.entries()) {
    // A short text has keys in a few of the many slices: a table for each would be slow.
    if (size === 0) continue;
    const columns = new PostingColumns();
    const table = new WordTable<Uint8Array>(new Uint8Array(1 << 14));
    const stop = reader.position + size;
    if (isHanSlice(slice)) decodeHan(reader, stop, 0, columns);
    else decodeWords(reader, stop, 0, table, columns);
    assert.equal(reader.position, stop);
    columns.sort();
    const texts = decodeTexts(table);
    for (let at = 0; at < columns.length; at++) {
      const key = columns.keys[at] ?? 0;
      keys.set(isHanSlice(slice) ? key : (texts[key] ?? ''), columns.masks[at] ?? 0);
    }
  }
  assert.ok(reader.atEnd);
  return keys;
}

test('the inversion reads the keys that a text has by definition', () => {
  const piece = fc.constantFrom(
    ...['人', '工', '智', '能', '𠮷', '𡃁', 'ア', '가', '々', '中', '一', '龥', '，', '\n', ' '],
    ...['ai', 'rag', 'é', '2024', '😀', 'w'.repeat(39), '𝔞', 'word '.repeat(3), 'ß'.repeat(90)],
  );
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
  const folded = text.map((raw) => raw.normalize('NFKC').toLowerCase());
  fc.assert(
    fc.property(folded, folded, fc.array(folded, { maxLength: 24 }), (title, head, zones) => {
      const expected = keysOf([
        [title, titleBit],
        [head, headBit],
        ...zones.map((zone, at) => [zone, 1 << at] as const),
      ]);
      assert.deepEqual(readBack(title, head, zones), expected);
    }),
    { numRuns: 300 },
  );
});
