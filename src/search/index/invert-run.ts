import type { Shard } from '../manifest.ts';
import { hanCodec, wordCodec } from '../posting-page.ts';
import type { WrittenBytes } from './index-file.ts';
import { decodeHan, decodeTexts, decodeWords } from './part-keys.ts';
import { readSlices } from './part-reader.ts';
import type { KeySources, SliceRange } from './part-reader.ts';
import { PostingColumns } from './posting-columns.ts';
import { ShardWriter } from './shard-writer.ts';
import type { ShardLayout } from './shard-writer.ts';
import { isHanSlice } from './slices.ts';
import { WordTable } from './word-table.ts';

/** What all runs share. */
export interface InversionSettings extends ShardLayout, KeySources {
  readonly outputDir: string;
}

/** The postings of a run, as written. Plain data. */
export interface InvertedRun {
  readonly han: readonly Shard<number>[];
  readonly words: readonly Shard<string>[];
  readonly written: WrittenBytes;
  /** See `WrittenShards`. */
  readonly pageContents: readonly number[];
  readonly postings: number;
}

/** Turns a range of slices, over all documents, into shards of postings. */
export type InvertRun = (range: SliceRange) => InvertedRun;

/** Makes an inverter. Its tables are reused from run to run. */
export function createInverter(settings: InversionSettings): InvertRun {
  const columns = new PostingColumns();
  return (range) =>
    isHanSlice(range.start)
      ? invertHan(range, settings, columns)
      : invertWords(range, settings, columns);
}

function invertHan(
  range: SliceRange,
  settings: InversionSettings,
  columns: PostingColumns,
): InvertedRun {
  const shardWriter = new ShardWriter(settings.outputDir, 'han', hanCodec, settings);
  let postings = 0;
  for (const read of readSlices(range, settings)) {
    columns.clear();
    read((reader, stop, document) => {
      decodeHan(reader, stop, document, columns);
    });
    columns.sort();
    for (const [key, from, to] of groups(columns)) {
      shardWriter.add(key, (key & 0xffff) === 0, columns, from, to);
    }
    postings += columns.length;
  }
  const { shards, ...sizes } = shardWriter.close();
  return { han: shards, words: [], ...sizes, postings };
}

function invertWords(
  range: SliceRange,
  settings: InversionSettings,
  columns: PostingColumns,
): InvertedRun {
  const shardWriter = new ShardWriter(settings.outputDir, 'word', wordCodec, settings);
  let postings = 0;
  for (const read of readSlices(range, settings)) {
    columns.clear();
    const table = new WordTable<Uint8Array>(new Uint8Array(1 << 14));
    read((reader, stop, document) => {
      decodeWords(reader, stop, document, table, columns);
    });
    const words = rankWords(table, columns);
    columns.sort();
    for (const [rank, from, to] of groups(columns)) {
      shardWriter.add(words[rank] as string, false, columns, from, to);
    }
    postings += columns.length;
  }
  const { shards, ...sizes } = shardWriter.close();
  return { han: [], words: shards, ...sizes, postings };
}

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
