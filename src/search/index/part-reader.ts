import { closeSync, openSync, readSync, fstatSync } from 'node:fs';
import path from 'node:path';
import { ByteReader } from '../bytes.ts';
import { sliceCount } from './slices.ts';

/** Where the batches of one segment's keys begin, and the lengths of their slices. */
export interface SegmentBatches {
  readonly segment: string;
  readonly offsets: readonly number[];
  /** `sliceCount` lengths per batch. */
  readonly lengths: Uint32Array;
}

const headerBytes = sliceCount * 4;

/** Reads the headers of a segment's batches. */
export function readBatches(folder: string, segment: string): SegmentBatches {
  const file = openSync(path.join(folder, `${segment}.keys`), 'r');
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

/** The bytes of one slice, batch by batch. */
export function* readSlice(
  folder: string,
  { segment, offsets, lengths }: SegmentBatches,
  slice: number,
): Generator<Buffer> {
  const file = openSync(path.join(folder, `${segment}.keys`), 'r');
  try {
    for (const [batch, offset] of offsets.entries()) {
      const row = batch * sliceCount;
      const before = lengths.subarray(row, row + slice).reduce((sum, length) => sum + length, 0);
      const bytes = Buffer.allocUnsafe(lengths[row + slice] ?? 0);
      readFully(file, bytes, offset + before);
      yield bytes;
    }
  } finally {
    closeSync(file);
  }
}

/** @throws {Error} when the file ends early. */
export function readFully(file: number, bytes: Buffer, offset: number): void {
  for (let done = 0; done < bytes.length;) {
    const count = readSync(file, bytes, done, bytes.length - done, offset + done);
    if (count === 0) throw new Error(`The search parts end early, at ${offset + done}.`);
    done += count;
  }
}
