import { closeSync, openSync, fstatSync } from 'node:fs';
import { readInto } from '../../store/segment.ts';
import { ByteReader } from '../bytes.ts';
import type { PartPlace } from './collect-parts.ts';
import { keysFile } from './part-store.ts';
import { sliceCount } from './slices.ts';

/** Where the batches in a segment of keys begin, and the lengths of their slices, in bytes. */
export interface SegmentBatches {
  readonly segment: string;
  readonly offsets: readonly number[];
  /** `sliceCount` lengths for each batch. */
  readonly lengths: Uint32Array;
}

const headerBytes = sliceCount * 4;

/** Reads the headers of all batches in a segment. */
function readBatches(folder: string, segment: string): SegmentBatches {
  const file = openSync(keysFile(folder, segment), 'r');
  try {
    const { size } = fstatSync(file);
    const offsets: number[] = [];
    const lengths: number[] = [];
    const header = Buffer.alloc(headerBytes);
    for (let at = 0; at < size;) {
      readFully(file, header, at);
      const reader = new ByteReader(header);
      at += headerBytes;
      offsets.push(at);
      for (let slice = 0; slice < sliceCount; slice++) {
        const length = reader.uint32();
        lengths.push(length);
        at += length;
      }
    }
    return { segment, offsets, lengths: Uint32Array.from(lengths) };
  } finally {
    closeSync(file);
  }
}

/** Where the keys of all documents are stored. */
export interface KeySources {
  /** Absolute path. */
  readonly folder: string;
  readonly segments: readonly SegmentBatches[];
  /** By segment: the document of each number in it. */
  readonly documents: readonly Uint32Array[];
  readonly documentCount: number;
}

/**
 * Finds the stored keys of all documents.
 * @param folder absolute path of their folder.
 * @param parts in the order of documents.
 */
export function readKeys(folder: string, parts: readonly PartPlace[]): KeySources {
  const bySegment = new Map<string, number[]>();
  for (const [document, { keys }] of parts.entries()) {
    if (!keys) throw new Error(`The keys of document ${document} were not stored.`);
    const own = bySegment.get(keys.segment) ?? [];
    own[keys.number] = document;
    bySegment.set(keys.segment, own);
  }
  const names = [...bySegment.keys()].sort();
  return {
    folder,
    segments: names.map((name) => readBatches(folder, name)),
    documents: names.map((name) => Uint32Array.from(bySegment.get(name) ?? [])),
    documentCount: parts.length,
  };
}

/** Slices `start` to `end - 1`. */
export interface SliceRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Calls `read` for each document that has keys in the slice, in the order of documents. The reader
 * stands at the first key and must not go beyond `stop`.
 */
export type ReadSlice = (
  read: (reader: ByteReader, stop: number, document: number) => void,
) => void;

/**
 * Reads the slices of a range, one after another. Their bytes are read from disk together: reading
 * a few kilobytes at a time takes longer than decoding them.
 */
export function* readSlices(
  range: SliceRange,
  { folder, segments, documents, documentCount }: KeySources,
): Generator<ReadSlice> {
  const { bytes, batches } = readRange(range, folder, segments);
  const starts = new Uint32Array(documentCount);
  const stops = new Uint32Array(documentCount);
  const reader = new ByteReader(bytes);
  for (let slice = range.start; slice < range.end; slice++) {
    stops.fill(0);
    for (const batch of batches) {
      const numbers = documents[batch.segment];
      const end = batch.position + (batch.lengths[slice] ?? 0);
      for (reader.position = batch.position; reader.position < end;) {
        const document = numbers?.[reader.varint()] ?? 0;
        const stop = reader.varint() + reader.position;
        starts[document] = reader.position;
        stops[document] = stop;
        reader.position = stop;
      }
      batch.position = end;
    }
    yield (read) => {
      for (let document = 0; document < stops.length; document++) {
        const stop = stops[document] as number;
        if (stop === 0) continue;
        reader.position = starts[document] as number;
        read(reader, stop, document);
      }
    };
  }
}

interface BatchInMemory {
  readonly segment: number;
  /** Lengths of all slices. */
  readonly lengths: Uint32Array;
  /** Where the next slice starts. */
  position: number;
}

function readRange(
  { start, end }: SliceRange,
  folder: string,
  segments: readonly SegmentBatches[],
): { readonly bytes: Buffer; readonly batches: readonly BatchInMemory[] } {
  const sum = (lengths: Uint32Array) => lengths.reduce((total, length) => total + length, 0);
  const sources = segments.map(({ segment, offsets, lengths: all }, index) => ({
    segment,
    batches: offsets.map((offset, batch) => {
      const lengths = all.subarray(batch * sliceCount, (batch + 1) * sliceCount);
      const source = offset + sum(lengths.subarray(0, start));
      return { segment: index, lengths, source, size: sum(lengths.subarray(start, end)) };
    }),
  }));
  const all = sources.flatMap(({ batches }) => batches);
  const bytes = Buffer.allocUnsafe(all.reduce((total, { size }) => total + size, 0));
  const batches: BatchInMemory[] = [];
  let position = 0;
  for (const { segment, batches: own } of sources) {
    const file = openSync(keysFile(folder, segment), 'r');
    try {
      for (const { source, size, ...batch } of own) {
        readFully(file, bytes.subarray(position, position + size), source);
        batches.push({ ...batch, position });
        position += size;
      }
    } finally {
      closeSync(file);
    }
  }
  return { bytes, batches };
}

/** @throws {Error} when the file ends early. */
function readFully(file: number, bytes: Buffer, offset: number): void {
  if (readInto(file, bytes, offset)) return;
  throw new Error(`The search parts end early, before ${offset + bytes.length}.`);
}
