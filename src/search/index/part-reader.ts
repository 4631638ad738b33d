import type { SegmentReader } from '../../store/segment-reader.ts';
import { ByteReader } from '../bytes.ts';
import type { KeyBatch } from './part-store.ts';

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
 * @param keys reads the batches.
 * @param batches the keys of all documents.
 */
export function* readSlices(
  { start, end }: SliceRange,
  keys: SegmentReader,
  batches: readonly KeyBatch[],
  documentCount: number,
): Generator<ReadSlice> {
  const sum = (lengths: readonly number[]) => lengths.reduce((all, length) => all + length, 0);
  const contents = batches.map(({ segment, offset, lengths }) => {
    const place = { segment, offset: offset + sum(lengths.slice(0, start)) };
    return keys.read({ ...place, length: sum(lengths.slice(start, end)) });
  });
  const reader = new ByteReader(Buffer.concat(contents));
  /** Where the next slice of each batch starts. */
  const positions: number[] = [];
  let total = 0;
  for (const { length } of contents) {
    positions.push(total);
    total += length;
  }
  const starts = new Uint32Array(documentCount);
  const stops = new Uint32Array(documentCount);
  for (let slice = start; slice < end; slice++) {
    stops.fill(0);
    for (const [batch, { lengths }] of batches.entries()) {
      reader.position = positions[batch] ?? 0;
      const batchEnd = reader.position + (lengths[slice] ?? 0);
      while (reader.position < batchEnd) {
        const document = reader.varint();
        const stop = reader.varint() + reader.position;
        starts[document] = reader.position;
        stops[document] = stop;
        reader.position = stop;
      }
      positions[batch] = batchEnd;
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
