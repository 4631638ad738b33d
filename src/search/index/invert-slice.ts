import { ByteReader } from '../bytes.ts';
import type { Shard } from '../manifest.ts';
import { hanCodec, wordCodec } from '../posting-page.ts';
import type { WrittenBytes } from './index-file.ts';
import { readSlice } from './part-reader.ts';
import type { SegmentBatches } from './part-reader.ts';
import { radixOrder } from './radix-order.ts';
import { ShardWriter } from './shard-writer.ts';
import type { ShardLayout } from './shard-writer.ts';
import { isHanSlice } from './slices.ts';

/** What all slices need to know. Plain data: it crosses to the workers. */
export interface InversionSettings extends ShardLayout {
  readonly partsDir: string;
  readonly outputDir: string;
  readonly segments: readonly SegmentBatches[];
  /** By segment: the document of each post number, or `noDocument`. */
  readonly documents: readonly Uint32Array[];
}

/** Posts of a segment that are not in the index, as an unlisted one or one that lost its address. */
export const noDocument = 0xffff_ffff;

export interface InvertedSlice {
  readonly han: readonly Shard<number>[];
  readonly words: readonly Shard<string>[];
  readonly written: WrittenBytes;
  readonly postings: number;
}

/** Growing columns of postings; at most a hundredth of all are held at a time. */
class PostingColumns {
  keys = new Uint32Array(1 << 16);
  documents = new Uint32Array(1 << 16);
  masks = new Uint32Array(1 << 16);
  length = 0;

  push(key: number, document: number, mask: number): void {
    if (this.length === this.keys.length) {
      this.keys = doubled(this.keys);
      this.documents = doubled(this.documents);
      this.masks = doubled(this.masks);
    }
    this.keys[this.length] = key;
    this.documents[this.length] = document;
    this.masks[this.length++] = mask;
  }

  /** Sorted by key, then document. */
  sorted(keyBits: number, documentCount: number): PostingColumns {
    const order = radixOrder(this.length, [
      { values: this.keys, bits: keyBits },
      { values: this.documents, bits: 32 - Math.clz32(documentCount) },
    ]);
    const result = new PostingColumns();
    result.keys = order.map((entry) => this.keys[entry] as number);
    result.documents = order.map((entry) => this.documents[entry] as number);
    result.masks = order.map((entry) => this.masks[entry] as number);
    result.length = this.length;
    return result;
  }
}

function doubled(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(column.length * 2);
  grown.set(column);
  return grown;
}

/** Slices from `start` to before `end`, all of Han or all of words. */
export interface SliceRange {
  readonly start: number;
  readonly end: number;
}

/** Turns some slices of the keys of all posts into shards of postings, one slice after another. */
export function invertSlices(range: SliceRange, settings: InversionSettings): InvertedSlice {
  return isHanSlice(range.start) ? invertHan(range, settings) : invertWords(range, settings);
}

function invertHan({ start, end }: SliceRange, settings: InversionSettings): InvertedSlice {
  const shardWriter = new ShardWriter(settings.outputDir, 'han', hanCodec, settings);
  let postings = 0;
  for (let slice = start; slice < end; slice++) {
    const columns = new PostingColumns();
    readParts(slice, settings, (reader, stop, document) => {
      for (let key = 0; reader.position < stop;) {
        key += reader.varint();
        columns.push(key, document, reader.varint());
      }
    });
    const sorted = columns.sorted(32, settings.zones.length);
    for (const [key, from, to] of groups(sorted)) {
      shardWriter.add(key, (key & 0xffff) === 0, sorted, from, to);
    }
    postings += columns.length;
  }
  const { shards, written } = shardWriter.close();
  return { han: shards, words: [], written, postings };
}

function invertWords({ start, end }: SliceRange, settings: InversionSettings): InvertedSlice {
  const shardWriter = new ShardWriter(settings.outputDir, 'word', wordCodec, settings);
  let postings = 0;
  for (let slice = start; slice < end; slice++) {
    const { words, sorted } = sortWords(slice, settings);
    for (const [rank, from, to] of groups(sorted)) {
      shardWriter.add(words[rank] as string, false, sorted, from, to);
    }
    postings += sorted.length;
  }
  const { shards, written } = shardWriter.close();
  return { han: [], words: shards, written, postings };
}

/** The words of a slice in code unit order, and their postings by rank. */
function sortWords(
  slice: number,
  settings: InversionSettings,
): { readonly words: readonly string[]; readonly sorted: PostingColumns } {
  const numbers = new Map<string, number>();
  const columns = new PostingColumns();
  readParts(slice, settings, (reader, stop, document) => {
    while (reader.position < stop) {
      const word = reader.text();
      let number = numbers.get(word);
      if (number === undefined) numbers.set(word, (number = numbers.size));
      columns.push(number, document, reader.varint());
    }
  });
  const words = [...numbers.keys()].sort();
  const ranks = new Uint32Array(words.length);
  for (const [rank, word] of words.entries()) ranks[numbers.get(word) ?? 0] = rank;
  for (let at = 0; at < columns.length; at++) {
    columns.keys[at] = ranks[columns.keys[at] as number] as number;
  }
  return { words, sorted: columns.sorted(32 - Math.clz32(words.length), settings.zones.length) };
}

/** Hands over what each document has in a slice: the reader stands at its first key, and must be moved to `stop`. */
function readParts(
  slice: number,
  { partsDir, segments, documents }: InversionSettings,
  read: (reader: ByteReader, stop: number, document: number) => void,
): void {
  for (const [index, segment] of segments.entries()) {
    for (const bytes of readSlice(partsDir, segment, slice)) {
      const reader = new ByteReader(bytes);
      while (!reader.atEnd) {
        const document = documents[index]?.[reader.uint32()] ?? noDocument;
        const stop = reader.uint32() + reader.position;
        if (document === noDocument) reader.position = stop;
        else read(reader, stop, document);
      }
    }
  }
}

/** Stretches of equal keys. */
function* groups({ keys, length }: PostingColumns): Generator<readonly [number, number, number]> {
  for (let start = 0; start < length;) {
    const key = keys[start] as number;
    let end = start + 1;
    while (end < length && keys[end] === key) end++;
    yield [key, start, end];
    start = end;
  }
}
