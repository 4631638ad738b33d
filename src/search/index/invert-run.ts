import type { SegmentReader } from '../../store/segment-reader.ts';
import type { KeyKind, KeyTypes } from '../posting-page.ts';
import { decodeHan, decodeTexts, decodeWords } from './part-keys.ts';
import { readSlices, type ReadSlice, type SliceRange } from './part-reader.ts';
import type { KeyBatch } from './part-store.ts';
import { PostingColumns } from './posting-columns.ts';
import { ShardWriter, type ShardLayout, type WrittenShards } from './shard-writer.ts';
import { isHanSlice } from './slices.ts';
import { WordTable } from './word-table.ts';

/** The postings of a run, as written. Plain data. */
export interface InvertedRun<Kind extends KeyKind = KeyKind> extends WrittenShards<Kind> {
  readonly kind: Kind;
}

/** Turns a range of slices, over all documents, into shards of postings. */
export type InvertRun = (range: SliceRange) => InvertedRun;

/**
 * Makes an inverter. Its tables are reused from run to run.
 * @param keys reads the batches.
 * @param batches the keys of all documents.
 */
export function createInverter(
  keys: SegmentReader,
  batches: readonly KeyBatch[],
  layout: ShardLayout,
): InvertRun {
  const columns = new PostingColumns();
  const invert = <Kind extends KeyKind>(kind: Kind, range: SliceRange): InvertedRun<Kind> => {
    const writer = new ShardWriter(kind, layout);
    for (const read of readSlices(range, keys, batches, layout.zones.length)) {
      columns.clear();
      const keyOf = keyReaders[kind](read, columns);
      for (const [number, from, to] of groups(columns)) {
        writer.add(keyOf(number), columns, from, to);
      }
    }
    return { kind, ...writer.close() };
  };
  return (range) => invert(isHanSlice(range.start) ? 'han' : 'word', range);
}

/**
 * Fills empty columns with the postings of a slice, and sorts them by key.
 * @returns the key that a number in the columns stands for.
 */
type ReadKeys<Key> = (read: ReadSlice, columns: PostingColumns) => (number: number) => Key;

export const keyReaders: { readonly [Kind in KeyKind]: ReadKeys<KeyTypes[Kind]> } = {
  han: (read, columns) => {
    read((reader, stop, document) => decodeHan(reader, stop, document, columns));
    columns.sort();
    return (key) => key;
  },
  word: (read, columns) => {
    const table = new WordTable<Uint8Array>(new Uint8Array(1 << 14));
    read((reader, stop, document) => decodeWords(reader, stop, document, table, columns));
    const words = rankWords(table, columns);
    columns.sort();
    return (rank) => words[rank] as string;
  },
};

/** Replaces numbers of words by ranks in code unit order. @returns the words by rank. */
function rankWords(table: WordTable<Uint8Array>, columns: PostingColumns): readonly string[] {
  const numbers = new Map(decodeTexts(table).map((word, number) => [word, number]));
  const words = [...numbers.keys()].sort();
  const ranks = new Uint32Array(words.length);
  for (const [rank, word] of words.entries()) ranks[numbers.get(word) ?? 0] = rank;
  columns.replaceKeys(ranks);
  return words;
}

/** Ranges of equal keys: key, start, end (exclusive). */
function* groups({ keys, length }: PostingColumns): Generator<readonly [number, number, number]> {
  for (let start = 0; start < length;) {
    const key = keys[start] as number;
    let end = start + 1;
    while (end < length && keys[end] === key) end++;
    yield [key, start, end];
    start = end;
  }
}
