import { grown } from './grown.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Writes a varint (see {@link ByteWriter.varint}) at `start`, where there must be room for
 * five bytes.
 * @returns the position after it.
 */
export function putVarint(bytes: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest > 127) {
    bytes[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[at++] = rest;
  return at;
}

/** Appends numbers and texts to a growing buffer. */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** An unsigned number below 2^32 as LEB128: groups of seven bits, lowest first. */
  varint(value: number): void {
    this.#reserve(5);
    this.#length = putVarint(this.#bytes, this.#length, value);
  }

  /** Four bytes, little-endian. */
  uint32(value: number): void {
    this.#reserve(4);
    for (let shift = 0; shift < 32; shift += 8) this.#bytes[this.#length++] = value >>> shift;
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** UTF-8 with its length in bytes before it. */
  text(value: string): void {
    const bytes = encoder.encode(value);
    this.varint(bytes.length);
    this.raw(bytes);
  }

  /** The number of items, then each of them. @param write writes one. */
  list<Item>(items: readonly Item[], write: (item: Item) => void): void {
    this.varint(items.length);
    for (const item of items) write(item);
  }

  /**
   * Numbers whose count is known, as the low bytes of all, then the rest of each. Low bytes are as
   * good as random and the rest are alike, so each kind deflates best by itself.
   */
  numbers(values: readonly number[]): void {
    this.raw(Uint8Array.from(values));
    for (const value of values) this.varint(value >>> 8);
  }

  clear(): void {
    this.#length = 0;
  }

  /** All that was written, as a view that is valid until the next write. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed > this.#bytes.length) this.#bytes = grown(this.#bytes, needed);
  }
}

/** Reads what {@link ByteWriter} wrote. @throws {RangeError} beyond the end. */
export class ByteReader {
  readonly bytes: Uint8Array;
  position: number;

  constructor(bytes: Uint8Array, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }

  get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  varint(): number {
    const byte = this.bytes[this.position++];
    if (byte !== undefined && byte < 128) return byte;
    let value = (byte ?? 0) & 127;
    for (let shift = 7; shift < 35; shift += 7) {
      const next = this.bytes[this.position++];
      if (next === undefined) throw new RangeError('The data end in the middle of a number.');
      value |= (next & 127) << shift;
      if (next < 128) return value >>> 0;
    }
    throw new RangeError('A number is too long.');
  }

  uint32(): number {
    const bytes = this.raw(4);
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  }

  raw(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.bytes.length) throw new RangeError('The data end too early.');
    const bytes = this.bytes.subarray(this.position, end);
    this.position = end;
    return bytes;
  }

  text(): string {
    return decoder.decode(this.raw(this.varint()));
  }

  /** Reads what {@link ByteWriter.numbers} wrote. */
  numbers(count: number): readonly number[] {
    return Array.from(this.raw(count), (low) => this.varint() * 256 + low);
  }

  /** @param read reads one item. */
  list<Item>(read: () => Item): Item[] {
    return Array.from({ length: this.varint() }, () => read());
  }
}
