import { randomUUID } from 'node:crypto';
import { SegmentCache } from './segment-cache.ts';
import type { CacheHit } from './segment-cache.ts';
import { sealSegment, SegmentWriter, shortChecksum } from './segment.ts';
import type { SegmentEntry, StoredBytes } from './segment.ts';

/**
 * Bytes by hashes of all that they are made from, kept from build to build. What is put is found
 * once the cache is closed.
 */
export class KeyedCache {
  readonly folder: string;
  readonly #cache: SegmentCache;
  readonly #entries: SegmentEntry[] = [];
  #writer: SegmentWriter | undefined;

  /** @param folder absolute path; made when missing. */
  constructor(folder: string) {
    this.folder = folder;
    this.#cache = new SegmentCache(folder);
  }

  get(key: string): Buffer | undefined {
    return this.find(key)?.bytes;
  }

  /** Where the bytes lie, which may be damaged. */
  place(key: string): StoredBytes | undefined {
    return this.#cache.place(key);
  }

  /** The bytes and where they lie. */
  find(key: string): CacheHit | undefined {
    return this.#cache.get(key);
  }

  /** @returns where the bytes lie once the cache is closed. */
  put(key: string, bytes: Buffer): StoredBytes {
    this.#writer ??= new SegmentWriter(this.folder, randomUUID());
    const place = this.#writer.append(bytes);
    this.#entries.push({ ...place, key, checksum: shortChecksum(bytes) });
    return place;
  }

  /** Lets other builds find what was put. */
  close(): void {
    this.#cache.close();
    if (!this.#writer) return;
    this.#writer.close();
    sealSegment(this.folder, this.#writer.segment, this.#entries);
  }
}
