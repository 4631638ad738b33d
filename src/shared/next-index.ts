/**
 * Where a text occurs in another, asked for ever later positions: what one search has found answers
 * all questions before that place, so that all of them together take one pass.
 */
export class NextIndex {
  readonly #text: string;
  readonly #wanted: string;
  #searchedFrom = Infinity;
  #found = -1;

  /** @param wanted what is looked for in `text`. */
  constructor(text: string, wanted: string) {
    this.#text = text;
    this.#wanted = wanted;
  }

  /** The first place at or after a position; Infinity when there is none. */
  from(position: number): number {
    if (position < this.#searchedFrom || position > this.#found) {
      const found = this.#text.indexOf(this.#wanted, position);
      this.#found = found < 0 ? Infinity : found;
      this.#searchedFrom = position;
    }
    return this.#found;
  }
}
