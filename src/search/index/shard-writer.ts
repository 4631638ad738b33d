import { BitWriter } from '../bits.ts';
import { ByteWriter } from '../bytes.ts';
import { pageSize, shardSize } from '../format.ts';
import type { Shard } from '../manifest.ts';
import { encodePage, keyCodecs } from '../posting-page.ts';
import type { KeyKind, KeyTypes, PageKey } from '../posting-page.ts';
import { isFlagList, writePostings, type ListStart, type Postings } from '../postings.ts';
import type { WrittenBytes } from './index-file.ts';
import { PackWriter } from './pack-writer.ts';
import { huffmanOnly, sealBlock } from './seal.ts';

/** What all shards of a tier share. */
export interface ShardLayout {
  /** Absolute path of the index folder. */
  readonly outputDir: string;
  /** Number of zones of each document. */
  readonly zones: Uint8Array;
  /** See `pageSize`. */
  readonly pageBytes: number;
  /** See `shardSize`. */
  readonly shardBytes: number;
}

/**
 * What all shards of a tier share.
 * @param blockLengths of each document's texts: head, then zones.
 * @param sizes bytes of each slice, summed over all documents.
 */
export function layoutOf(
  outputDir: string,
  blockLengths: readonly (readonly number[])[],
  sizes: readonly number[],
): ShardLayout {
  return {
    ...{ outputDir, zones: zonesOf(blockLengths) },
    ...{ pageBytes: pageSize(sizes), shardBytes: shardSize(sizes) },
  };
}

/** Number of zones of each document. @param blockLengths of its texts: head, then zones. */
export function zonesOf(blockLengths: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(blockLengths, ({ length }) => length - 1);
}

/** The shards that a writer has written. */
export interface WrittenShards<Kind extends KeyKind> {
  readonly shards: readonly Shard<KeyTypes[Kind]>[];
  readonly written: WrittenBytes;
  /** In the order of shards. */
  readonly pages: readonly PageFigures[];
}

/** What a page holds. */
export interface PageFigures {
  /** Its length before compression, in bytes. */
  readonly content: number;
  /** Number of its postings. */
  readonly postings: number;
}

/** Writes the lists of ascending keys into pages, and pages into shards. */
export class ShardWriter<Kind extends KeyKind> {
  readonly #pages: PageFigures[] = [];
  readonly #packs: PackWriter;
  readonly #kind: Kind;
  readonly #zones: Uint8Array;
  readonly #pageBytes: number;
  readonly #lists: ByteWriter;
  readonly #bits = new BitWriter();
  readonly #firsts: KeyTypes[Kind][] = [];
  #keys: PageKey<KeyTypes[Kind]>[] = [];
  #keyBytes = 0;

  constructor(kind: Kind, { outputDir, zones, pageBytes, shardBytes }: ShardLayout) {
    this.#packs = new PackWriter(outputDir, kind, shardBytes);
    this.#pageBytes = pageBytes;
    this.#lists = new ByteWriter(pageBytes * 2);
    this.#kind = kind;
    this.#zones = zones;
  }

  /** Encodes and adds the postings `start` to `end - 1` as the list of a key. */
  add(key: KeyTypes[Kind], postings: Postings, start: number, end: number): void {
    const count = end - start;
    const isFlags = isFlagList(key, count, this.#zones.length);
    writePostings(this.#bits, postings, start, end, isFlags, this.#zones);
    this.addList({ key, count, isFlags }, this.#bits.finish());
  }

  /** Adds a list whose beginning is encoded already, and which goes on with the postings. */
  addAfter(
    key: KeyTypes[Kind],
    { isFlags, start, bytes }: { isFlags: boolean; start: ListStart; bytes: Uint8Array },
    postings: Postings,
  ): void {
    const { length } = postings.documents;
    this.#bits.copy(bytes, 0, start.bits);
    writePostings(this.#bits, postings, 0, length, isFlags, this.#zones, start);
    this.addList({ key, count: start.count + length, isFlags }, this.#bits.finish());
  }

  /** Adds a list that is encoded already. */
  addList(
    { key, count, isFlags }: Omit<PageKey<KeyTypes[Kind]>, 'length'>,
    list: Uint8Array,
  ): void {
    this.#lists.raw(list);
    this.#keys.push({ key, count, isFlags, length: list.length });
    this.#keyBytes += typeof key === 'number' ? 5 : key.length;
    if (this.#lists.length + this.#keyBytes >= this.#pageBytes) this.#closePage();
  }

  /** Whether the next key begins a new page. */
  get isAtPageStart(): boolean {
    return this.#keys.length === 0;
  }

  /** Adds a whole page that is sealed already. Only when `isAtPageStart`. */
  addPage(first: KeyTypes[Kind], sealed: Uint8Array, figures: PageFigures): void {
    this.#firsts.push(first);
    this.#pages.push(figures);
    this.#packs.add(sealed);
  }

  /** Writes the last page and the last shard. */
  close(): WrittenShards<Kind> {
    this.#closePage();
    this.#packs.close();
    let at = 0;
    const shards = this.#packs.packs.map((pack) => {
      const firsts = this.#firsts.slice(at, at + pack.pages.length);
      at += pack.pages.length;
      return { ...pack, firsts };
    });
    const content = this.#pages.reduce((sum, page) => sum + page.content, 0);
    const written = { content, file: this.#packs.written };
    return { shards, written, pages: this.#pages };
  }

  #closePage(): void {
    const [first] = this.#keys;
    if (!first) return;
    const content = encodePage(this.#keys, this.#lists.view(), keyCodecs[this.#kind]);
    const postings = this.#keys.reduce((sum, { count }) => sum + count, 0);
    this.addPage(first.key, sealBlock(content, huffmanOnly), { content: content.length, postings });
    this.#lists.clear();
    this.#keys = [];
    this.#keyBytes = 0;
  }
}
