import { ByteReader, ByteWriter } from './bytes.ts';
import { listStart, readPostings, type ListStart, type Postings } from './postings.ts';

/**
 * How keys are written. Han keys are numbers, words are texts; each is written by its difference
 * from the key before.
 */
export interface KeyCodec<Key> {
  readonly write: (writer: ByteWriter, key: Key, previous: Key | undefined) => void;
  readonly read: (reader: ByteReader, previous: Key | undefined) => Key;
}

/** The kinds of keys: Han characters and pairs, see `hanKey`; words and filter terms. */
export interface KeyTypes {
  readonly han: number;
  readonly word: string;
}

export type KeyKind = keyof KeyTypes;

export const keyCodecs: { readonly [Kind in KeyKind]: KeyCodec<KeyTypes[Kind]> } = {
  /** A Han key: its distance to the key before. */
  han: {
    write: (writer, key, previous = 0) => writer.varint(key - previous),
    read: (reader, previous = 0) => previous + reader.varint(),
  },
  /** A word: how many code units it shares with the word before, then the rest. */
  word: {
    write: (writer, key, previous = '') => {
      let shared = 0;
      while (shared < key.length && key[shared] === previous[shared]) shared++;
      // Never cut a surrogate pair: half of it cannot be written as UTF-8.
      const low = key.charCodeAt(shared);
      if (low >= 0xdc00 && low < 0xe000) shared--;
      writer.varint(shared);
      writer.text(key.slice(shared));
    },
    read: (reader, previous = '') => previous.slice(0, reader.varint()) + reader.text(),
  },
};

/** A key of a page and its list of postings. */
export interface PageKey<Key> {
  readonly key: Key;
  /** Number of postings. */
  readonly count: number;
  /** See `isFlagList`. */
  readonly isFlags: boolean;
  /** Length of the list in bytes. */
  readonly length: number;
}

/**
 * The content of a page: number of keys; for each key, its code, kind and count of its list in one
 * number, and the list's length; then the lists.
 */
export function encodePage<Key>(
  keys: readonly PageKey<Key>[],
  lists: Uint8Array,
  codec: KeyCodec<Key>,
): Uint8Array {
  const writer = new ByteWriter(lists.length + keys.length * 8);
  writer.varint(keys.length);
  let previous: Key | undefined;
  for (const { key, count, isFlags, length } of keys) {
    codec.write(writer, key, previous);
    writer.varint(count * 2 + Number(isFlags));
    writer.varint(length);
    previous = key;
  }
  writer.raw(lists);
  return writer.view();
}

/** A key and where its list lies. */
export interface PlacedKey<Key> extends PageKey<Key> {
  /** Where its list begins after those of the keys before, in bytes. */
  readonly start: number;
}

/** A page in memory. Keys are decoded at once, a list when it is asked for. */
export class PostingPage<Key> {
  readonly keys: readonly PlacedKey<Key>[];
  readonly #bytes: Uint8Array;
  readonly #listsAt: number;
  readonly #zones: Uint8Array;

  /**
   * @param zones number of zones of each document.
   * @throws {RangeError} when the bytes end early.
   */
  constructor(bytes: Uint8Array, codec: KeyCodec<Key>, zones: Uint8Array) {
    const reader = new ByteReader(bytes);
    const keys: PlacedKey<Key>[] = [];
    let previous: Key | undefined;
    let start = 0;
    for (let left = reader.varint(); left > 0; left--) {
      const key = codec.read(reader, previous);
      const head = reader.varint();
      const length = reader.varint();
      keys.push({ key, count: head >>> 1, isFlags: (head & 1) === 1, length, start });
      start += length;
      previous = key;
    }
    this.keys = keys;
    this.#bytes = bytes;
    this.#listsAt = reader.position;
    this.#zones = zones;
  }

  /** Position of the first key that is not less than `key`. */
  lowerBound(key: Key): number {
    let [low, high] = [0, this.keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] as PlacedKey<Key>).key < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  find(key: Key): Postings | undefined {
    const found = this.keys[this.lowerBound(key)];
    return found?.key === key ? this.read(found) : undefined;
  }

  /** The encoded list of a key of this page. */
  listBytes({ start, length }: PlacedKey<Key>): Uint8Array {
    return this.#bytes.subarray(this.#listsAt + start, this.#listsAt + start + length);
  }

  /** The decoded list of a key of this page. @param after the postings that are left out. */
  read({ start, count, isFlags }: PlacedKey<Key>, after?: ListStart): Postings {
    return readPostings(this.#bytes, this.#listsAt + start, count, isFlags, this.#zones, after);
  }

  /** The beginning of a list of this page, up to the first document not less than `until`. */
  startOf({ start, count, isFlags }: PlacedKey<Key>, until: number): ListStart {
    return listStart(this.#bytes, this.#listsAt + start, count, isFlags, this.#zones, until);
  }
}
