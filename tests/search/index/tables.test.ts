import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HanTable } from '../../../src/search/index/han-table.ts';
import { PostingColumns } from '../../../src/search/index/posting-columns.ts';
import { WordTable } from '../../../src/search/index/word-table.ts';
import { hanKey } from '../../../src/search/tokens.ts';

/** The pairs of a post, as `[first, second, bit]`. */
function checkHan(table: HanTable, pairs: readonly (readonly [number, number, number])[]): void {
  const masks = new Map<number, number>();
  const mark = (key: number, bit: number) => masks.set(key, (masks.get(key) ?? 0) | bit);
  table.clear();
  for (const [first, second, bit] of pairs) {
    for (const code of [first, second]) {
      table.addCharacter(code, bit);
      mark(hanKey(code), bit);
    }
    table.addPair(hanKey(first, second), bit);
    mark(hanKey(first, second), bit);
  }
  table.sort();
  const characters = [...table.characters.subarray(0, table.characterCount)];
  const found = [
    ...characters.map((code) => [hanKey(code), table.characterMasks[code]]),
    ...[...table.pairs.subarray(0, table.pairCount)].map((pair, at) => [pair, table.pairMasks[at]]),
  ];
  const expected = [...masks].sort(([a], [b]) => a - b);
  const isPair = ([key]: readonly [number, number]) => (key & 0xffff) !== 0;
  assert.deepEqual(found, [
    ...expected.filter((entry) => !isPair(entry)),
    ...expected.filter(isPair),
  ]);
}

test('Han keys come out ascending with all their zones, whatever the table held before', () => {
  const table = new HanTable();
  const code = fc.oneof(
    fc.integer({ min: 0x4e00, max: 0x4e20 }),
    fc.integer({ min: 1, max: 0xffff }),
  );
  const bit = fc.integer({ min: 0, max: 25 }).map((zone) => 1 << zone);
  fc.assert(
    fc.property(fc.array(fc.tuple(code, code, bit), { maxLength: 300 }), (pairs) => {
      checkHan(table, pairs);
    }),
  );
  const many = Array.from(
    { length: 40_000 },
    (_, at) => [0x4e00 + (at % 251), 0x5000 + (at % 337), 1 << (at % 24)] as const,
  );
  checkHan(table, many);
  checkHan(table, many.slice(0, 50));
  checkHan(table, many);
});

test('words are numbered in the order in which they are added', () => {
  const table = new WordTable<Uint16Array>(new Uint16Array(1 << 14));
  const check = (words: readonly string[]) => {
    const numbers = new Map<string, number>();
    table.clear();
    for (const word of words) {
      if (!numbers.has(word)) numbers.set(word, numbers.size);
      const units = Uint16Array.from({ length: word.length + 2 }, (_, at) =>
        word.charCodeAt(at - 1),
      );
      assert.equal(table.add(units, 1, word.length + 1), numbers.get(word));
    }
    assert.equal(table.count, numbers.size);
    for (const [word, number] of numbers) {
      const units = table.units.subarray(table.starts[number], table.starts[number + 1]);
      assert.equal(String.fromCharCode(...units), word);
    }
  };
  fc.assert(fc.property(fc.array(fc.string({ minLength: 1, maxLength: 3 })), check));
  const many = Array.from({ length: 30_000 }, (_, at) => `word${at % 20_000}`);
  check(many);
  check(['after', 'a', 'long', 'post', 'a']);
  check(many);
});

test('postings are sorted by key, and stay in the order of documents', () => {
  const columns = new PostingColumns();
  const check = (keys: readonly number[]) => {
    columns.clear();
    for (const [at, key] of keys.entries()) columns.push(key, at, at ^ 5);
    columns.sort();
    const rows = keys.map((key, at) => [key, at, at ^ 5]);
    const expected = rows.sort(([a = 0], [b = 0]) => a - b);
    const { keys: sorted, documents, masks, length } = columns;
    assert.equal(length, keys.length);
    assert.deepEqual(
      expected.map((_, at) => [sorted[at], documents[at], masks[at]]),
      expected,
    );
  };
  const key = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 0xffff_ffff }));
  fc.assert(fc.property(fc.array(key, { maxLength: 200 }), check));
  check(Array.from({ length: 100_000 }, (_, at) => Math.imul(at, 0x9e3779b1) >>> 12));
  check([3, 1, 2]);
});
