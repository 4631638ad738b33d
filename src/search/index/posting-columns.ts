import { grown } from '../grown.ts';
import type { Postings } from '../postings.ts';

/** Numbers in a row: key, document, mask. */
const width = 3;

/**
 * The postings of a slice: added in the order of documents, then sorted by key. Sorts 50 million
 * postings in a second; `Array.sort` takes half a minute. Reused from slice to slice.
 */
export class PostingColumns implements Postings {
  length = 0;
  /** The columns after `sort`: views of the memory of the rows. */
  keys = new Uint32Array(0);
  documents = new Uint32Array(0);
  masks = new Uint32Array(0);
  /** The rows before `sort`. Each is contiguous, which makes moving it fast. */
  #rows = new Uint32Array(width << 16);
  #spare = new Uint32Array(0);
  readonly #starts = new Uint32Array(0x10000);

  clear(): void {
    this.length = 0;
  }

  push(key: number, document: number, mask: number): void {
    let at = this.length++ * width;
    if (at === this.#rows.length) this.#rows = grown(this.#rows);
    const rows = this.#rows;
    rows[at++] = key;
    rows[at++] = document;
    rows[at] = mask;
  }

  /** Replaces each key by the entry of `keys` at that position, e.g. numbers by ranks. */
  replaceKeys(keys: Uint32Array): void {
    const rows = this.#rows;
    for (let at = 0; at < this.length * width; at += width) {
      rows[at] = keys[rows[at] as number] as number;
    }
  }

  /**
   * Sorts by key, stably: a radix sort of two passes, by the lower and the upper half of the key.
   */
  sort(): void {
    const end = this.length * width;
    if (this.#spare.length < end) this.#spare = new Uint32Array(this.#rows.length);
    const [rows, sorted, starts] = [this.#rows, this.#spare, this.#starts];
    this.#countDigits(rows, 0);
    for (let at = 0; at < end; at += width) {
      const key = rows[at] as number;
      const digit = key & 0xffff;
      let place = starts[digit] as number;
      starts[digit] = place + 1;
      place *= width;
      sorted[place] = key;
      sorted[place + 1] = rows[at + 1] as number;
      sorted[place + 2] = rows[at + 2] as number;
    }
    this.#countDigits(sorted, 16);
    const { length } = this;
    const keys = (this.keys = rows.subarray(0, length));
    const documents = (this.documents = rows.subarray(length, 2 * length));
    const masks = (this.masks = rows.subarray(2 * length, end));
    for (let at = 0; at < end; at += width) {
      const key = sorted[at] as number;
      const digit = key >>> 16;
      const place = starts[digit] as number;
      starts[digit] = place + 1;
      keys[place] = key;
      documents[place] = sorted[at + 1] as number;
      masks[place] = sorted[at + 2] as number;
    }
  }

  /** Sets `starts` to the position of the first row with each digit. */
  #countDigits(rows: Uint32Array, shift: number): void {
    const starts = this.#starts.fill(0);
    const end = this.length * width;
    for (let at = 0; at < end; at += width) {
      const digit = ((rows[at] as number) >>> shift) & 0xffff;
      starts[digit] = (starts[digit] as number) + 1;
    }
    for (let digit = 0, start = 0; digit <= 0xffff; digit++) {
      const count = starts[digit] as number;
      starts[digit] = start;
      start += count;
    }
  }
}
