import { randomUUID } from 'node:crypto';
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

  /** @param folder absolute path; made when missing. */
  constructor(folder: string) {
    this.#folder = folder;
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

  /** Keeps an outline, or what is kept already from being tidied away. */
  async keep(key: string, outline: KeptOutline, isKept: boolean): Promise<void> {
    if (!isKept) {
      const bytes = serialize(outline);
      const writer = new SegmentWriter(this.#folder, randomUUID());
      const place = writer.append(bytes);
      writer.close();
      sealSegment(this.#folder, writer.segment, [
        { ...place, key, checksum: shortChecksum(bytes) },
      ]);
    }
    // Few are worth more than the room they take in what CI restores.
    await tidyCache(this.#folder, new Set([key]), { ...defaultLimits, freeBytes: 0 });
  }
}
