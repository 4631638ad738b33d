import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ByteReader, ByteWriter } from '../bytes.ts';
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

/**
 * Keeps the parts of posts until the index is written, in two files of the worker's own: keys slice by slice, so that one slice of all posts can be
 * read without the others, and texts. Call `flush` after each batch of posts.
 */
export class PartStoreWriter {
  readonly #folder: string;
  readonly #segment: string;
  readonly #slices = Array.from({ length: sliceCount }, () => new ByteWriter());
  #texts: Uint8Array[] = [];
  #textOffset = 0;
  #posts = 0;

  /** @param folder an existing folder. */
  constructor(folder: string, segment: string) {
    this.#folder = folder;
    this.#segment = segment;
    for (const extension of ['keys', 'text']) writeFileSync(this.#file(extension), '');
  }

  /** @param part what a `PartMaker` made. @throws {RangeError} when it is cut short. */
  add(part: Uint8Array): SearchPart {
    const number = this.#posts++;
    const reader = new ByteReader(part);
    const blockLengths = Array.from({ length: reader.varint() }, () => reader.varint());
    const sliceLengths = Array.from({ length: sliceCount }, () => reader.varint());
    for (const [slice, length] of sliceLengths.entries()) {
      if (length === 0) continue;
      const writer = this.#slices[slice] as ByteWriter;
      writer.uint32(number);
      writer.uint32(length);
      writer.raw(reader.raw(length));
    }
    const text = reader.raw(blockLengths.reduce((sum, length) => sum + length, 0));
    const textOffset = this.#textOffset;
    this.#texts.push(text);
    this.#textOffset += text.length;
    return { segment: this.#segment, number, textOffset, blockLengths };
  }

  /** Writes what is buffered; parts are on disk only then. */
  flush(): void {
    const lengths = new ByteWriter(sliceCount * 4);
    for (const { length } of this.#slices) lengths.uint32(length);
    const slices = this.#slices.map((slice) => slice.view());
    appendFileSync(this.#file('keys'), Buffer.concat([lengths.view(), ...slices]));
    appendFileSync(this.#file('text'), Buffer.concat(this.#texts));
    for (const slice of this.#slices) slice.clear();
    this.#texts = [];
  }

  #file(extension: string): string {
    return path.join(this.#folder, `${this.#segment}.${extension}`);
  }
}
