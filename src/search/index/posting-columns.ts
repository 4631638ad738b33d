import { grown } from '../grown.ts';
import type { Postings } from '../postings.ts';

/** Key, document, mask. */
const width = 3;

/**
 * The postings of one slice, to be filled in the order of documents and then sorted by key: 50
 * million postings in a second, where `Array.sort` takes half a minute. Reused from slice to slice.
 */
export class PostingColumns implements Postings {
  length = 0;
  /** Columns, once they are sorted: views of the memory in which the rows were. */
  keys = new Uint32Array(0);
  documents = new Uint32Array(0);
  masks = new Uint32Array(0);
  /** One after another, until they are sorted: what moves together lies together. */
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

  /** Puts others in the place of the keys, e.g. ranks for numbers. */
  replaceKeys(keys: Uint32Array): void {
    const rows = this.#rows;
    for (let at = 0; at < this.length * width; at += width) {
      rows[at] = keys[rows[at] as number] as number;
    }
  }

  /**
   * Sorts by key; what has the same key stays in its order. Two passes of counting sort, by the
   * lower half of the key and by the higher.
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

  /** Sets `starts` to where the keys with each digit begin. */
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
