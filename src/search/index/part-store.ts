import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ByteReader, putVarint } from '../bytes.ts';
import { sliceCount } from './slices.ts';

/** Where the part of a post lies. Plain data: it crosses threads with the article. */
export interface SearchPart {
  /** Name of the worker's files, without extension. */
  readonly segment: string;
  /** The post's number among those of its segment. */
  readonly number: number;
  /** In `<segment>.text`, in bytes. */
  readonly textOffset: number;
  /** Lengths of the compressed text blocks in bytes: head, then zones. */
  readonly blockLengths: readonly number[];
}

/** A part between `add` and `flush`. */
interface PendingPart {
  readonly number: number;
  readonly bytes: Uint8Array;
  /** Where each slice of keys starts; after the last one the texts. */
  readonly starts: Uint32Array;
}

/**
 * Keeps the parts of posts until the index is written, in two files of the worker's own: keys slice by slice, so that one slice of all posts can be
 * read without the others, and texts. Call `flush` after each batch of posts.
 */
export class PartStoreWriter {
  readonly #folder: string;
  readonly #segment: string;
  #pending: PendingPart[] = [];
  #textOffset = 0;
  #posts = 0;

  /** @param folder an existing folder. */
  constructor(folder: string, segment: string) {
    this.#folder = folder;
    this.#segment = segment;
    for (const extension of ['keys', 'text']) writeFileSync(this.#file(extension), '');
  }

  /** @param part what a `PartMaker` made; must not change until `flush`. @throws {RangeError} when it is cut short. */
  add(part: Uint8Array): SearchPart {
    const number = this.#posts++;
    const reader = new ByteReader(part);
    const blockLengths = Array.from({ length: reader.varint() }, () => reader.varint());
    const starts = new Uint32Array(sliceCount + 1);
    let keys = 0;
    for (let slice = 1; slice <= sliceCount; slice++) starts[slice] = keys += reader.varint();
    for (let slice = 0; slice <= sliceCount; slice++) {
      starts[slice] = (starts[slice] as number) + reader.position;
    }
    const texts = blockLengths.reduce((sum, length) => sum + length, 0);
    reader.raw(keys + texts);
    this.#pending.push({ number, bytes: part, starts });
    const textOffset = this.#textOffset;
    this.#textOffset += texts;
    return { segment: this.#segment, number, textOffset, blockLengths };
  }

  /** Writes what is buffered; parts are on disk only then. */
  flush(): void {
    appendFileSync(this.#file('keys'), this.#batch());
    const texts = this.#pending.map(({ bytes, starts }) => bytes.subarray(starts[sliceCount]));
    appendFileSync(this.#file('text'), Buffer.concat(texts));
    this.#pending = [];
  }

  /** The length of each slice; then slice by slice number, length and keys of each post that has any in it. */
  #batch(): Uint8Array {
    const pending = this.#pending;
    const heads = pending.length * sliceCount * 8;
    const keys = pending.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const batch = Buffer.allocUnsafe(sliceCount * 4 + heads + keys);
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

  #file(extension: string): string {
    return path.join(this.#folder, `${this.#segment}.${extension}`);
  }
}
