import type { PagePlace } from '../pages.ts';
import type { PostingPage } from '../posting-page.ts';

/** Finds the page of a key by binary search in the first keys of all pages. */
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

  /** The page on which the key must lie if the index has it. */
  async pageOf(key: Key): Promise<PostingPage<Key> | undefined> {
    const place = this.#places[this.#indexOf(key)];
    return place && this.#load(place);
  }

  /** Where the pages lie that hold keys from `from` up to, but not including, `below`. */
  places(from: Key, below: Key): readonly PagePlace[] {
    const start = Math.max(0, this.#indexOf(from));
    let end = this.#indexOf(below) + 1;
    // A page that begins with `below` holds only keys from it on.
    if (this.#firsts[end - 1] === below) end--;
    return this.#places.slice(start, end);
  }

  /** The pages of `places`. */
  pages(from: Key, below: Key): Promise<readonly PostingPage<Key>[]> {
    return Promise.all(this.places(from, below).map((place) => this.#load(place)));
  }

  /** The last page whose first key is at most `key`; -1 if there is none. */
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
