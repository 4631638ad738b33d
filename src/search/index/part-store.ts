import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ByteReader, putVarint } from '../bytes.ts';
import { sliceCount } from './slices.ts';

/** Where the keys of a document are stored. Plain data: it crosses threads. */
export interface StoredKeys {
  /** Name of the segment file, without extension. */
  readonly segment: string;
  /** The document's number within the segment. */
  readonly number: number;
}

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

/** A part that is not written yet. */
interface PendingPart {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/** Bytes of parts per batch: a slice of a batch is read at once. */
const batchBytes = 8 * 1024 * 1024;

/**
 * Stores keys sorted by slice in a segment of its own, so that one slice of all documents can be
 * read without the others.
 */
export class PartStoreWriter {
  readonly #file: string;
  readonly #segment: string;
  #pending: PendingPart[] = [];
  #pendingBytes = 0;
  #count = 0;

  /** @param folder an existing folder. @param segment its file is replaced if it exists. */
  constructor(folder: string, segment: string) {
    this.#segment = segment;
    this.#file = keysFile(folder, segment);
    writeFileSync(this.#file, '');
  }

  /** Adds the keys of a part. @param part must not change until `close`. */
  add(part: Uint8Array, { starts }: PartLayout): StoredKeys {
    const number = this.#count++;
    this.#pending.push({ number, bytes: part, starts });
    this.#pendingBytes += part.length;
    if (this.#pendingBytes >= batchBytes) this.#flush();
    return { segment: this.#segment, number };
  }

  /** Writes the last batch. */
  close(): void {
    if (this.#pending.length > 0) this.#flush();
  }

  #flush(): void {
    appendFileSync(this.#file, this.#batch());
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  /**
   * A batch: the length of each slice; then, slice by slice, each document's number in the segment,
   * length of its keys, and keys.
   */
  #batch(): Uint8Array {
    const pending = this.#pending;
    const heads = pending.length * sliceCount * 8;
    const batch = Buffer.allocUnsafe(sliceCount * 4 + heads + this.#pendingBytes);
    let at = sliceCount * 4;
    for (let slice = 0; slice < sliceCount; slice++) {
      const sliceStart = at;
      for (const { number, bytes, starts } of pending) {
        const start = starts[slice] as number;
        const end = starts[slice + 1] as number;
        if (start === end) continue;
        at = putVarint(batch, at, number);
        at = putVarint(batch, at, end - start);
        batch.set(bytes.subarray(start, end), at);
        at += end - start;
      }
      batch.writeUInt32LE(at - sliceStart, slice * 4);
    }
    return batch.subarray(0, at);
  }
}

/** Path of the segment file. */
export function keysFile(folder: string, segment: string): string {
  return path.join(folder, `${segment}.keys`);
}
