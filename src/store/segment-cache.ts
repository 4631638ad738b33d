import { mkdirSync, readdirSync } from 'node:fs';
import { SegmentReader } from './segment-reader.ts';
import { readSegmentIndex, segmentExtension, shortChecksum } from './segment.ts';
import type { SegmentEntry, StoredBytes } from './segment.ts';

export interface CacheHit {
  readonly place: StoredBytes;
  /** Hash of the bytes. */
  readonly checksum: string;
  readonly bytes: Buffer;
}

/**
 * What earlier builds have kept in a folder: immutable segments, each with its own index. Builds
 * only add files, so several can run at once. A missing or damaged entry counts as absent; the
 * folder may be deleted at any time.
 */
export class SegmentCache {
  readonly folder: string;
  readonly #entries = new Map<string, SegmentEntry>();
  readonly #reader: SegmentReader;

  /** @param folder absolute path; made if absent. */
  constructor(folder: string) {
    this.folder = folder;
    this.#reader = new SegmentReader(folder);
    mkdirSync(folder, { recursive: true });
    for (const segment of readdirSync(folder).sort()) {
      if (!segment.endsWith(segmentExtension)) continue;
      for (const entry of readSegmentIndex(folder, segment) ?? []) {
        this.#entries.set(entry.key, entry);
      }
    }
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Where an entry is stored. It may be damaged. */
  place(key: string): StoredBytes | undefined {
    const entry = this.#entries.get(key);
    return entry && { segment: entry.segment, offset: entry.offset, length: entry.length };
  }

  /** An entry's bytes; undefined if missing or damaged. */
  get(key: string): CacheHit | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    const { segment, offset, length, checksum } = entry;
    const bytes = this.#reader.find(entry);
    if (!bytes || shortChecksum(bytes) !== checksum) {
      this.#entries.delete(key);
      return undefined;
    }
    return { place: { segment, offset, length }, checksum, bytes };
  }

  close(): void {
    this.#reader.close();
  }
}
