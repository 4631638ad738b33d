import { grown } from './grown.ts';

/** Writes numbers bit by bit, lowest bit first. */
export class BitWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;
  #pending = 0;
  #count = 0;

  /** @param bits at most 24; `value` must fit in them. */
  write(value: number, bits: number): void {
    if (this.#length + 4 > this.#bytes.length) this.#bytes = grown(this.#bytes);
    let pending = this.#pending | (value << this.#count);
    let count = this.#count + bits;
    for (; count >= 8; count -= 8) {
      this.#bytes[this.#length++] = pending;
      pending >>>= 8;
    }
    this.#pending = pending;
    this.#count = count;
  }

  /** Writes the first `bits` bits from a byte on. Only when nothing else is written. */
  copy(bytes: Uint8Array, at: number, bits: number): void {
    const length = bits >>> 3;
    if (length > this.#bytes.length) this.#bytes = grown(this.#bytes, length);
    this.#bytes.set(bytes.subarray(at, at + length));
    this.#length = length;
    this.#count = bits & 7;
    this.#pending = (bytes[at + length] ?? 0) & ((1 << this.#count) - 1);
  }

  /** Writes a bit mask. @param bits its width, at most 32. */
  mask(value: number, bits: number): void {
    if (bits <= 16) {
      this.write(value, bits);
      return;
    }
    this.write(value & 0xffff, 16);
    this.write(value >>> 16, bits - 16);
  }

  /**
   * Writes a Golomb-Rice code: `value >>> bits` in unary (ones, then a zero), then the low
   * `bits` bits.
   * @param bits at most 20.
   */
  rice(value: number, bits: number): void {
    let ones = value >>> bits;
    const rest = value & ((1 << bits) - 1);
    if (ones + bits < 24) {
      this.write(((1 << ones) - 1) | (rest << (ones + 1)), ones + 1 + bits);
      return;
    }
    for (; ones >= 16; ones -= 16) this.write(0xffff, 16);
    this.write((1 << ones) - 1, ones + 1);
    this.write(rest, bits);
  }

  /**
   * Pads the last byte with zeros. Empties the writer.
   * @returns all bytes written, as a view that is valid until the next write.
   */
  finish(): Uint8Array {
    if (this.#count > 0) this.write(0, 8 - this.#count);
    const bytes = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return bytes;
  }
}

/** Reads what {@link BitWriter} wrote. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #pending = 0;
  #count = 0;

  /** @param bits how many to leave out after the byte `at`. */
  constructor(bytes: Uint8Array, at: number, bits = 0) {
    this.#bytes = bytes;
    this.#at = at + (bits >>> 3);
    this.read(bits & 7);
  }

  /** How many bits were read since the byte `at`. */
  bitsSince(at: number): number {
    return (this.#at - at) * 8 - this.#count;
  }

  /** @param bits at most 24. @throws {RangeError} beyond the end. */
  read(bits: number): number {
    if (this.#count < bits) this.#load(bits);
    const value = this.#pending & ((1 << bits) - 1);
    this.#pending >>>= bits;
    this.#count -= bits;
    return value;
  }

  /** Fetches bytes until there are `bits` bits. */
  #load(bits: number): void {
    while (this.#count < bits) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new RangeError('The data end too early.');
      this.#pending |= byte << this.#count;
      this.#count += 8;
    }
  }

  /** Reads a bit mask. @param bits its width, at most 32. */
  mask(bits: number): number {
    return bits <= 16 ? this.read(bits) : this.read(16) | (this.read(bits - 16) << 16);
  }

  /** Reads what {@link BitWriter.rice} wrote. */
  rice(bits: number): number {
    let ones = 0;
    for (;;) {
      // Bits beyond `#count` are 0, so ones end there at the latest.
      const here = 31 - Math.clz32(~this.#pending & (this.#pending + 1));
      if (here < this.#count) {
        this.#pending >>>= here + 1;
        this.#count -= here + 1;
        return ((ones + here) << bits) | this.read(bits);
      }
      ones += this.#count;
      this.#count = 0;
      this.#pending = 0;
      this.#load(1);
    }
  }
}
