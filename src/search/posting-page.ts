import { ByteReader, ByteWriter } from './bytes.ts';
import { readPostings } from './postings.ts';
import type { Postings } from './postings.ts';

/**
 * How keys are written. Han keys are numbers, words are texts; each is written by its difference
 * from the key before.
 */
export interface KeyCodec<Key> {
  readonly write: (writer: ByteWriter, key: Key, previous: Key | undefined) => void;
  readonly read: (reader: ByteReader, previous: Key | undefined) => Key;
}

/** A Han key: its distance to the key before. */
export const hanCodec: KeyCodec<number> = {
  write: (writer, key, previous = 0) => {
    writer.varint(key - previous);
  },
  read: (reader, previous = 0) => previous + reader.varint(),
};

/** A word: how many code units it shares with the word before, then the rest. */
export const wordCodec: KeyCodec<string> = {
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
};

/** A key of a page and its list of postings. */
export interface PageKey<Key> {
  readonly key: Key;
  /** Number of postings. */
  readonly count: number;
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

/** A page in memory. Keys are decoded at once, a list when it is asked for. */
export class PostingPage<Key> {
  readonly keys: readonly (PageKey<Key> & { readonly start: number })[];
  readonly #bytes: Uint8Array;
  readonly #listsAt: number;
  readonly #zones: Uint8Array;

  /**
   * @param zones number of zones of each document.
   * @throws {RangeError} when the bytes end early.
   */
  constructor(bytes: Uint8Array, codec: KeyCodec<Key>, zones: Uint8Array) {
    const reader = new ByteReader(bytes);
    const keys: (PageKey<Key> & { start: number })[] = [];
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
      if ((this.keys[middle] as PageKey<Key>).key < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  find(key: Key): Postings | undefined {
    const position = this.lowerBound(key);
    return this.keys[position]?.key === key ? this.read(position) : undefined;
  }

  /** The encoded list of the key at a position. */
  listBytes(position: number): Uint8Array {
    const { start = 0, length = 0 } = this.keys[position] ?? {};
    return this.#bytes.subarray(this.#listsAt + start, this.#listsAt + start + length);
  }

  /** The decoded list of the key at a position. */
  read(position: number): Postings | undefined {
    const found = this.keys[position];
    if (!found) return undefined;
    const kind = found.isFlags ? 'flags' : 'zones';
    return readPostings(this.#bytes, this.#listsAt + found.start, found.count, kind, this.#zones);
  }
}
