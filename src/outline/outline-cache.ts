import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { SegmentCache } from '../cache/segment-cache.ts';
import { sealSegment, SegmentWriter, shortChecksum } from '../cache/segment.ts';
import { defaultLimits, tidyCache } from '../cache/tidy-cache.ts';
import type { PlannedPage } from '../write-pages.ts';
import type { SiteOutline } from './site-outline.ts';

/** An outline with the pages of its site. */
export interface KeptOutline extends SiteOutline {
  readonly pages: readonly PlannedPage[];
}

/** Outlines of earlier builds, by `outlineKey`. */
export class OutlineCache {
  readonly #folder: string;

  /** @param cacheDir absolute path of all caches of builds. */
  constructor(cacheDir: string) {
    this.#folder = path.join(cacheDir, 'outlines');
  }

  get(key: string): KeptOutline | undefined {
    const cache = new SegmentCache(this.#folder);
    try {
      const hit = cache.get(key);
      return hit && (deserialize(hit.bytes) as KeptOutline);
    } finally {
      cache.close();
    }
  }

  async keep(key: string, outline: KeptOutline): Promise<void> {
    const bytes = serialize(outline);
    const writer = new SegmentWriter(this.#folder, randomUUID());
    try {
      const place = writer.append(bytes);
      const entry = { ...place, key, checksum: shortChecksum(bytes) };
      sealSegment(this.#folder, writer.segment, [entry]);
    } finally {
      writer.close();
    }
    await this.use(key);
  }

  /** Says that an outline is in use: former ones go first. */
  async use(key: string): Promise<void> {
    // Few are worth more than the room they take in what CI restores.
    await tidyCache(this.#folder, new Set([key]), { ...defaultLimits, freeBytes: 0 });
  }
}
