import { randomUUID } from 'node:crypto';
import { SegmentCache, type CacheHit } from './segment-cache.ts';
import { sealSegment, SegmentWriter, shortChecksum } from './segment.ts';
import type { SegmentEntry, StoredBytes } from './segment.ts';

/**
 * A cache of bytes, kept between builds. A key is a hash of everything that the bytes are made
 * from. What is put can be found after `close`.
 */
export class KeyedCache {
  readonly folder: string;
  readonly #cache: SegmentCache;
  readonly #entries: SegmentEntry[] = [];
  #writer: SegmentWriter | undefined;

  /** @param folder absolute path; made if absent. */
  constructor(folder: string) {
    this.folder = folder;
    this.#cache = new SegmentCache(folder);
  }

  get(key: string): Buffer | undefined {
    return this.find(key)?.bytes;
  }

  /** Where the bytes are stored. They may be damaged. */
  place(key: string): StoredBytes | undefined {
    return this.#cache.place(key);
  }

  /** The bytes and where they are stored; undefined if missing or damaged. */
  find(key: string): CacheHit | undefined {
    return this.#cache.get(key);
  }

  /** Adds bytes. @returns where they will be stored after `close`. */
  put(key: string, bytes: Buffer): StoredBytes {
    this.#writer ??= new SegmentWriter(this.folder, randomUUID());
    const place = this.#writer.append(bytes);
    this.#entries.push({ ...place, key, checksum: shortChecksum(bytes) });
    return place;
  }

  /** Makes what was put visible to other builds. */
  close(): void {
    this.#cache.close();
    if (!this.#writer) return;
    this.#writer.close();
    sealSegment(this.folder, this.#writer.segment, this.#entries);
  }
}
