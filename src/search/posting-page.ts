import { ByteReader, ByteWriter } from './bytes.ts';
import { readPostings } from './postings.ts';
import type { Postings } from './postings.ts';

/** The two families of keys: numbers of Han characters and pairs, and texts. */
export interface KeyCodec<Key> {
  readonly write: (writer: ByteWriter, key: Key, previous: Key | undefined) => void;
  readonly read: (reader: ByteReader, previous: Key | undefined) => Key;
}

/** Distance to the previous key. */
export const hanCodec: KeyCodec<number> = {
  write: (writer, key, previous = 0) => {
    writer.varint(key - previous);
  },
  read: (reader, previous = 0) => previous + reader.varint(),
};

/** How much of the previous key is repeated, and what follows. */
export const wordCodec: KeyCodec<string> = {
  write: (writer, key, previous = '') => {
    let shared = 0;
    while (shared < key.length && key[shared] === previous[shared]) shared++;
    // A surrogate pair must not be divided between two encodings.
    const low = key.charCodeAt(shared);
    if (low >= 0xdc00 && low < 0xe000) shared--;
    writer.varint(shared);
    writer.text(key.slice(shared));
  },
  read: (reader, previous = '') => previous.slice(0, reader.varint()) + reader.text(),
};

/** One key of a page, and its list. */
export interface PageKey<Key> {
  readonly key: Key;
  /** Number of postings. */
  readonly count: number;
  readonly isFlags: boolean;
  /** Bytes of the list. */
  readonly length: number;
}

/**
 * Content of a page: number of keys, then keys with kind, count and length of their lists, then the
 * lists.
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

/** A page in memory. Keys are decoded once, lists when they are asked for. */
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

  /** Position of the first key that is not below `key`. */
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

  /** The list of the key at a position as it is written. */
  listBytes(position: number): Uint8Array {
    const { start = 0, length = 0 } = this.keys[position] ?? {};
    return this.#bytes.subarray(this.#listsAt + start, this.#listsAt + start + length);
  }

  /** The list of the key at a position. */
  read(position: number): Postings | undefined {
    const found = this.keys[position];
    if (!found) return undefined;
    const kind = found.isFlags ? 'flags' : 'zones';
    return readPostings(this.#bytes, this.#listsAt + found.start, found.count, kind, this.#zones);
  }
}
