import { BitWriter } from '../bits.ts';
import { ByteWriter } from '../bytes.ts';
import { pageBytes } from '../format.ts';
import type { Shard } from '../manifest.ts';
import { encodePage } from '../posting-page.ts';
import type { KeyCodec, PageKey } from '../posting-page.ts';
import { listKind, writePostings } from '../postings.ts';
import type { Postings } from '../postings.ts';
import type { WrittenBytes } from './index-file.ts';
import { PackWriter } from './pack-writer.ts';
import { noRepetitions, sealBlock } from './seal.ts';

/** What all shards of an index have in common. */
export interface ShardLayout {
  /** Number of zones of each document. */
  readonly zones: Uint8Array;
  /** See `shardSize`. */
  readonly shardBytes: number;
}

export interface WrittenShards<Key> {
  readonly shards: readonly Shard<Key>[];
  readonly written: WrittenBytes;
  /** Bytes of each page before compression, shard by shard. */
  readonly pageContents: readonly number[];
}

/** Gathers the lists of ascending keys into pages, and pages into shards. */
export class ShardWriter<Key extends number | string> {
  /** Bytes of each page before compression. */
  readonly #contents: number[] = [];
  readonly #packs: PackWriter;
  readonly #codec: KeyCodec<Key>;
  readonly #zones: Uint8Array;
  readonly #lists = new ByteWriter(pageBytes * 2);
  readonly #bits = new BitWriter();
  readonly #firsts: Key[] = [];
  #keys: PageKey<Key>[] = [];
  #keyBytes = 0;

  constructor(
    folder: string,
    kind: 'han' | 'word',
    codec: KeyCodec<Key>,
    { zones, shardBytes }: ShardLayout,
  ) {
    this.#packs = new PackWriter(folder, kind, shardBytes);
    this.#codec = codec;
    this.#zones = zones;
  }

  /**
   * Adds the list that stands in `postings` from `start` to `end`.
   * @param isSingle the key is one Han character.
   */
  add(key: Key, isSingle: boolean, postings: Postings, start: number, end: number): void {
    const kind = listKind(isSingle, end - start, this.#zones.length);
    writePostings(this.#bits, postings, start, end, kind, this.#zones);
    this.addList({ key, count: end - start, isFlags: kind === 'flags' }, this.#bits.finish());
  }

  /** Adds a list as it is written already. */
  addList({ key, count, isFlags }: Omit<PageKey<Key>, 'length'>, list: Uint8Array): void {
    this.#lists.raw(list);
    this.#keys.push({ key, count, isFlags, length: list.length });
    this.#keyBytes += typeof key === 'number' ? 5 : key.length;
    if (this.#lists.length + this.#keyBytes >= pageBytes) this.#closePage();
  }

  /** Whether the next key begins a page. */
  get isAtPageStart(): boolean {
    return this.#keys.length === 0;
  }

  /**
   * Adds a full page of the same keys and lists as it was sealed before; for when `isAtPageStart`.
   * @param content its bytes before compression.
   */
  addPage(first: Key, sealed: Uint8Array, content: number): void {
    this.#firsts.push(first);
    this.#contents.push(content);
    this.#packs.add(sealed);
  }

  /** Writes what is not full yet; then the shards are complete. */
  close(): WrittenShards<Key> {
    this.#closePage();
    this.#packs.close();
    let page = 0;
    const shards = this.#packs.packs.map((pack) => {
      const firsts = this.#firsts.slice(page, page + pack.pages.length);
      page += pack.pages.length;
      return { ...pack, firsts };
    });
    const content = this.#contents.reduce((sum, bytes) => sum + bytes, 0);
    const written = { content, file: this.#packs.written };
    return { shards, written, pageContents: this.#contents };
  }

  #closePage(): void {
    const [first] = this.#keys;
    if (!first) return;
    const content = encodePage(this.#keys, this.#lists.view(), this.#codec);
    this.addPage(first.key, sealBlock(content, noRepetitions), content.length);
    this.#lists.clear();
    this.#keys = [];
    this.#keyBytes = 0;
  }
}
