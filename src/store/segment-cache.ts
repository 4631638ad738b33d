import { closeSync, mkdirSync, readdirSync } from 'node:fs';
import {
  openSegment,
  readAt,
  readSegmentIndex,
  segmentExtension,
  shortChecksum,
} from './segment.ts';
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
  readonly #files = new Map<string, number | undefined>();

  /** @param folder absolute path; made if absent. */
  constructor(folder: string) {
    this.folder = folder;
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
    const file = this.#open(segment);
    const bytes = file === undefined ? undefined : readAt(file, offset, length);
    if (!bytes || shortChecksum(bytes) !== checksum) {
      this.#entries.delete(key);
      return undefined;
    }
    return { place: { segment, offset, length }, checksum, bytes };
  }

  close(): void {
    for (const file of this.#files.values()) if (file !== undefined) closeSync(file);
    this.#files.clear();
  }

  #open(segment: string): number | undefined {
    if (!this.#files.has(segment)) {
      let file: number | undefined;
      try {
        file = openSegment(this.folder, segment);
      } catch {
        // Another build has removed the segment since its index was read.
      }
      this.#files.set(segment, file);
    }
    return this.#files.get(segment);
  }
}
