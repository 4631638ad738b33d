/** Writes numbers bit by bit, lowest bit first. */
export class BitWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;
  #pending = 0;
  #count = 0;

  /** @param bits at most 24. */
  write(value: number, bits: number): void {
    this.#pending |= value << this.#count;
    this.#count += bits;
    while (this.#count >= 8) {
      this.#push(this.#pending & 255);
      this.#pending >>>= 8;
      this.#count -= 8;
    }
  }

  /** As many ones as the number says, then a zero. */
  unary(value: number): void {
    let left = value;
    for (; left >= 16; left -= 16) this.write(0xffff, 16);
    this.write((1 << left) - 1, left + 1);
  }

  /** Fills up the last byte; hands over what was written, and begins anew. */
  finish(): Uint8Array {
    if (this.#count > 0) this.write(0, 8 - this.#count);
    const bytes = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return bytes;
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.#length++] = byte;
  }
}

/** Reads what {@link BitWriter} wrote. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #pending = 0;
  #count = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** @param bits at most 24. @throws {RangeError} beyond the end. */
  read(bits: number): number {
    while (this.#count < bits) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new RangeError('The data end too early.');
      this.#pending |= byte << this.#count;
      this.#count += 8;
    }
    const value = this.#pending & ((1 << bits) - 1);
    this.#pending >>>= bits;
    this.#count -= bits;
    return value;
  }

  unary(): number {
    let value = 0;
    while (this.read(1) === 1) value++;
    return value;
  }
}
