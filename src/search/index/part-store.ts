import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ByteReader, putVarint } from '../bytes.ts';
import { sliceCount } from './slices.ts';

/** The head of a part, decoded. */
export interface PartLayout {
  /** Lengths of the text blocks in bytes: head, then zones. */
  readonly blockLengths: readonly number[];
  /** Where each slice of keys starts in the part; the last entry is where the texts start. */
  readonly starts: Uint32Array;
}

/** Reads the head of a part. @throws {RangeError} when the part is cut short. */
export function partLayout(part: Uint8Array): PartLayout {
  const reader = new ByteReader(part);
  const blockLengths = Array.from({ length: reader.varint() }, () => reader.varint());
  const starts = new Uint32Array(sliceCount + 1);
  let keys = 0;
  for (let slice = 1; slice <= sliceCount; slice++) starts[slice] = keys += reader.varint();
  for (let slice = 0; slice <= sliceCount; slice++) {
    starts[slice] = (starts[slice] as number) + reader.position;
  }
  reader.raw(keys + blockLengths.reduce((sum, length) => sum + length, 0));
  return { blockLengths, starts };
}

/**
 * Where the keys of some documents are stored: slice by slice, each document's number, the length
 * of its keys, and the keys. Plain data: it crosses threads.
 */
export interface KeyBatch {
  /** Name of the file. */
  readonly segment: string;
  readonly offset: number;
  /** Length of each slice in bytes. */
  readonly lengths: readonly number[];
}

/** A part that is not written yet. */
interface PendingPart extends Pick<PartLayout, 'starts'> {
  readonly document: number;
  readonly bytes: Uint8Array;
}

/** Bytes of parts per batch: a slice of a batch is read at once. */
const batchBytes = 8 * 1024 * 1024;

/**
 * Stores keys sorted by slice in a file of its own, so that one slice of all documents can be read
 * without the others.
 */
export class PartStoreWriter {
  /** What was written so far. */
  readonly batches: KeyBatch[] = [];
  readonly #file: string;
  #size = 0;
  #pending: PendingPart[] = [];
  #pendingBytes = 0;

  /** @param file absolute path; replaced if it exists. */
  constructor(file: string) {
    this.#file = file;
    writeFileSync(file, '');
  }

  /** Adds the keys of a part. @param bytes must not change until `close`. */
  add(document: number, bytes: Uint8Array, { starts }: PartLayout): void {
    this.#pending.push({ document, bytes, starts });
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes >= batchBytes) this.close();
  }

  /** Writes the last batch. */
  close(): void {
    if (this.#pending.length === 0) return;
    const heads = this.#pending.length * sliceCount * 8;
    const batch = Buffer.allocUnsafe(heads + this.#pendingBytes);
    const lengths: number[] = [];
    let at = 0;
    for (let slice = 0; slice < sliceCount; slice++) {
      const sliceStart = at;
      for (const { document, bytes, starts } of this.#pending) {
        const start = starts[slice] as number;
        const end = starts[slice + 1] as number;
        if (start === end) continue;
        at = putVarint(batch, at, document);
        at = putVarint(batch, at, end - start);
        batch.set(bytes.subarray(start, end), at);
        at += end - start;
      }
      lengths.push(at - sliceStart);
    }
    appendFileSync(this.#file, batch.subarray(0, at));
    this.batches.push({ segment: path.basename(this.#file), offset: this.#size, lengths });
    this.#size += at;
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}
