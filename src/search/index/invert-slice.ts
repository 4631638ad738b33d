import { ByteReader } from '../bytes.ts';
import type { Shard } from '../manifest.ts';
import { hanCodec, wordCodec } from '../posting-page.ts';
import type { WrittenBytes } from './index-file.ts';
import { readSlice } from './part-reader.ts';
import type { SegmentBatches } from './part-reader.ts';
import { radixOrder } from './radix-order.ts';
import { ShardWriter } from './shard-writer.ts';
import { isHanSlice } from './slices.ts';

/** What all slices need to know. Plain data: it crosses to the workers. */
export interface InversionSettings {
  readonly partsDir: string;
  readonly outputDir: string;
  /** Number of zones of each document. */
  readonly zones: Uint8Array;
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

/** Turns one slice of the keys of all posts into shards of postings. */
export function invertSlice(slice: number, settings: InversionSettings): InvertedSlice {
  return isHanSlice(slice) ? invertHan(slice, settings) : invertWords(slice, settings);
}

function invertHan(slice: number, settings: InversionSettings): InvertedSlice {
  const columns = new PostingColumns();
  readParts(slice, settings, (reader, document) => {
    for (let key = reader.uint32(); key !== 0; key = reader.uint32()) {
      const mask = reader.varint();
      if (document !== noDocument) columns.push(key, document, mask);
    }
  });
  const writer = new ShardWriter(settings.outputDir, 'han', hanCodec, settings.zones);
  const sorted = columns.sorted(32, settings.zones.length);
  for (const [key, start, end] of groups(sorted)) {
    writer.add(key, (key & 0xffff) === 0, sorted, start, end);
  }
  const { shards, written } = writer.close();
  return { han: shards, words: [], written, postings: columns.length };
}

function invertWords(slice: number, settings: InversionSettings): InvertedSlice {
  const numbers = new Map<string, number>();
  const columns = new PostingColumns();
  readParts(slice, settings, (reader, document) => {
    for (let word = reader.text(); word !== ''; word = reader.text()) {
      const mask = reader.varint();
      if (document === noDocument) continue;
      let number = numbers.get(word);
      if (number === undefined) numbers.set(word, (number = numbers.size));
      columns.push(number, document, mask);
    }
    reader.raw(3);
  });
  const words = [...numbers.keys()].sort();
  const ranks = new Uint32Array(words.length);
  for (const [rank, word] of words.entries()) ranks[numbers.get(word) ?? 0] = rank;
  for (let at = 0; at < columns.length; at++) {
    columns.keys[at] = ranks[columns.keys[at] as number] as number;
  }
  const writer = new ShardWriter(settings.outputDir, 'word', wordCodec, settings.zones);
  const sorted = columns.sorted(32 - Math.clz32(words.length), settings.zones.length);
  for (const [rank, start, end] of groups(sorted)) {
    writer.add(words[rank] as string, false, sorted, start, end);
  }
  const { shards, written } = writer.close();
  return { han: [], words: shards, written, postings: columns.length };
}

function readParts(
  slice: number,
  { partsDir, segments, documents }: InversionSettings,
  read: (reader: ByteReader, document: number) => void,
): void {
  for (const [index, segment] of segments.entries()) {
    for (const bytes of readSlice(partsDir, segment, slice)) {
      const reader = new ByteReader(bytes);
      while (!reader.atEnd) read(reader, documents[index]?.[reader.varint()] ?? noDocument);
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
