import { grown } from '../grown.ts';

const slotCount = 1 << 12;

/**
 * Numbers words in the order of their first occurrence. A hash table over their code units or
 * bytes: no string is made per occurrence. Reused from post to post.
 */
export class WordTable<Units extends Uint8Array | Uint16Array> {
  count = 0;
  /** All words, one after another; a word ends where the next one starts. */
  units: Units;
  starts = new Uint32Array(slotCount / 2 + 1);
  /** Number of the word + 1; 0 for a free slot. */
  #slots = new Uint32Array(slotCount);
  #hashes = new Uint32Array(slotCount / 2);

  /** @param units initial buffer, of bytes or of code units. */
  constructor(units: Units) {
    this.units = units;
  }

  /** Length of all words together. */
  get unitCount(): number {
    return this.starts[this.count] as number;
  }

  /** The number of the word `source[start..end - 1]`; added if new. */
  add(source: Units, start: number, end: number): number {
    let hash = 0;
    for (let at = start; at < end; at++)
      hash = Math.imul(hash ^ (source[at] as number), 0x9e3779b1);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const slots = this.#slots;
    const limit = slots.length - 1;
    let slot = hash & limit;
    for (;;) {
      const found = slots[slot] as number;
      if (found === 0) break;
      if (this.#hashes[found - 1] === hash && this.#equals(found - 1, source, start, end)) {
        return found - 1;
      }
      slot = (slot + 1) & limit;
    }
    const number = this.count++;
    slots[slot] = this.count;
    this.#hashes[number] = hash;
    const from = this.starts[number] as number;
    const to = from + end - start;
    if (to > this.units.length) this.units = grown(this.units);
    for (let at = 0; at < end - start; at++) this.units[from + at] = source[start + at] as number;
    this.starts[this.count] = to;
    if (this.count === this.#hashes.length) this.#growSlots();
    return number;
  }

  /**
   * Forgets all words. A table that one long post made large is replaced, since clearing it would
   * slow down all later posts.
   */
  clear(): void {
    if (this.#slots.length === slotCount) this.#slots.fill(0);
    else {
      this.#slots = new Uint32Array(slotCount);
      this.#hashes = new Uint32Array(slotCount / 2);
      this.starts = new Uint32Array(slotCount / 2 + 1);
    }
    this.count = 0;
  }

  #equals(number: number, source: Units, start: number, end: number): boolean {
    const { units, starts } = this;
    const from = starts[number] as number;
    if ((starts[number + 1] as number) - from !== end - start) return false;
    for (let at = start; at < end; at++) {
      if (units[from + at - start] !== source[at]) return false;
    }
    return true;
  }

  #growSlots(): void {
    const { length } = this.#slots;
    const [starts, hashes] = [this.starts, this.#hashes];
    this.starts = new Uint32Array(length + 1);
    this.starts.set(starts);
    this.#hashes = new Uint32Array(length);
    this.#hashes.set(hashes);
    this.#slots = new Uint32Array(length * 2);
    for (let number = 0; number < this.count; number++) {
      let slot = (hashes[number] as number) & (length * 2 - 1);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (length * 2 - 1);
      this.#slots[slot] = number + 1;
    }
  }
}
