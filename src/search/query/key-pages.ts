import type { PagePlace } from '../pages.ts';
import type { PostingPage } from '../posting-page.ts';

/** Finds the page of a key: a binary search over the first key of each page. */
export class KeyPages<Key extends number | string> {
  readonly #firsts: readonly Key[];
  readonly #places: readonly PagePlace[];
  readonly #load: (place: PagePlace) => Promise<PostingPage<Key>>;

  constructor(
    firsts: readonly Key[],
    places: readonly PagePlace[],
    load: (place: PagePlace) => Promise<PostingPage<Key>>,
  ) {
    this.#firsts = firsts;
    this.#places = places;
    this.#load = load;
  }

  /** The page that holds a key if any does. */
  async pageOf(key: Key): Promise<PostingPage<Key> | undefined> {
    const place = this.#places[this.#indexOf(key)];
    return place && this.#load(place);
  }

  /** Numbers of the pages in which keys between two lie. */
  range(from: Key, below: Key): readonly [start: number, end: number] {
    const start = Math.max(0, this.#indexOf(from));
    let end = this.#indexOf(below) + 1;
    // A page that begins with `below` holds nothing below it.
    if (this.#firsts[end - 1] === below) end--;
    return [start, Math.max(start, end)];
  }

  pages(start: number, end: number): Promise<readonly PostingPage<Key>[]> {
    return Promise.all(this.#places.slice(start, end).map((place) => this.#load(place)));
  }

  /** The last page that begins at or before a key; -1 when the key lies before all. */
  #indexOf(key: Key): number {
    let [low, high] = [0, this.#firsts.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#firsts[middle] as Key) <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
