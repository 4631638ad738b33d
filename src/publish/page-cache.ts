import { randomUUID } from 'node:crypto';
import { SegmentCache } from '../cache/segment-cache.ts';
import { sealSegment, SegmentWriter, shortChecksum } from '../cache/segment.ts';
import type { SegmentEntry } from '../cache/segment.ts';

/** Rendered pages without their articles, by hashes of all that they are made from. A page whose key is known need not be rendered. */
export class PageCache {
  readonly folder: string;
  readonly #cache: SegmentCache;
  readonly #entries: SegmentEntry[] = [];
  #writer: SegmentWriter | undefined;

  constructor(folder: string) {
    this.folder = folder;
    this.#cache = new SegmentCache(folder);
  }

  get(key: string): Buffer | undefined {
    return this.#cache.get(key)?.bytes;
  }

  put(key: string, page: Buffer): void {
    this.#writer ??= new SegmentWriter(this.folder, randomUUID());
    const place = this.#writer.append(page);
    this.#entries.push({ ...place, key, checksum: shortChecksum(page) });
  }

  /** Lets other builds find the new pages. */
  close(): void {
    this.#cache.close();
    if (!this.#writer) return;
    this.#writer.close();
    sealSegment(this.folder, this.#writer.segment, this.#entries);
  }
}
