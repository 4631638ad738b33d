/**
 * Finds a text in another, from many positions. If they ascend, all calls together scan the text
 * once, since each remembers the last hit.
 */
export class NextIndex {
  readonly #text: string;
  readonly #wanted: string;
  #searchedFrom = Infinity;
  #found = -1;

  /** @param wanted text to find in `text`. */
  constructor(text: string, wanted: string) {
    this.#text = text;
    this.#wanted = wanted;
  }

  /** First occurrence at or after a position; Infinity if there is none. */
  from(position: number): number {
    if (position < this.#searchedFrom || position > this.#found) {
      const found = this.#text.indexOf(this.#wanted, position);
      this.#found = found < 0 ? Infinity : found;
      this.#searchedFrom = position;
    }
    return this.#found;
  }
}
