import { randomUUID } from 'node:crypto';
import { SegmentCache } from '../cache/segment-cache.ts';
import { sealSegment, SegmentWriter, shortChecksum } from '../cache/segment.ts';
import type { SegmentEntry } from '../cache/segment.ts';

/** A page as it is known before it is rendered. */
export interface PageToRender {
  /** Relative to the output folder. */
  readonly path: string;
  /** What is printed, plain data. */
  readonly view: unknown;
  /** Which template prints it. */
  readonly template: string;
}

/**
 * Rendered pages without their articles, by what they are made from: the templates and all they read. A page whose key is known need not be rendered.
 */
export class PageCache {
  readonly folder: string;
  readonly #cache: SegmentCache;
  readonly #shared: string;
  readonly #entries: SegmentEntry[] = [];
  #writer: SegmentWriter | undefined;

  /** @param shared hash of what every page depends on. */
  constructor(folder: string, shared: string) {
    this.folder = folder;
    this.#cache = new SegmentCache(folder);
    this.#shared = shared;
  }

  keyOf({ path, view, template }: PageToRender): string {
    return shortChecksum(this.#shared, `\n${path}\n${template}\n`, JSON.stringify(view));
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
