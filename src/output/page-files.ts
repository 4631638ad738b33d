import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KeyedCache } from '../store/keyed-cache.ts';
import { SegmentReader } from '../store/segment-reader.ts';
import { bodyMarker, lengthMarker } from '../views/body-markers.ts';
import { escapeHtml } from '../markdown/tokens.ts';
import { readPublishedBody } from './finish-body.ts';
import type { PublishedBody } from './finish-body.ts';

const bodyMarkerBytes = Buffer.from(bodyMarker);
const lengthMarkerBytes = Buffer.from(lengthMarker);

/** A page to write: plain data. */
export interface Page {
  /** Relative to the output folder. */
  readonly path: string;
  /** What the cache holds the rendered page under. */
  readonly key?: string;
  /** The article that stands on it. */
  readonly body?: PublishedBody;
}

/** Folders by their absolute paths. */
export interface PageFolders {
  readonly outputDir: string;
  /** The post cache, where bodies are. */
  readonly bodiesDir: string;
  /**
   * Its segments that pages need: they are opened at once, so that no other build tidies them away
   * while this one works.
   */
  readonly bodySegments?: readonly string[];
  /** The page cache; without one, no page is kept. */
  readonly pagesDir?: string;
}

/**
 * Writes pages, and keeps the rendered ones for other builds. The body of an article is put in the
 * place of the marker as bytes: no article is decoded again, and no page is written twice.
 */
export class PageFiles {
  readonly #outputDir: string;
  readonly #bodies: SegmentReader;
  readonly #cache: KeyedCache | undefined;
  readonly #folders = new Set<string>();

  constructor({ outputDir, bodiesDir, bodySegments = [], pagesDir }: PageFolders) {
    this.#outputDir = outputDir;
    this.#bodies = new SegmentReader(bodiesDir);
    this.#bodies.hold(bodySegments);
    this.#cache = pagesDir === undefined ? undefined : new KeyedCache(pagesDir);
  }

  /**
   * Writes a page.
   * @param rendered as Eleventy rendered it, without its article, in UTF-8; absent where the cache
   * holds it.
   * @returns false, and nothing is written, when it is neither rendered nor whole in the cache.
   * @throws {Error} when it lacks the marker, which means that its layout does not print `content`.
   */
  write({ path: page, key, body }: Page, rendered?: Buffer): boolean {
    const bytes = rendered ?? (key && this.#cache?.get(key));
    if (!bytes) return false;
    this.#put(page, body ? this.#withBody(page, bytes, body) : bytes);
    if (rendered && key !== undefined) this.#cache?.put(key, bytes);
    return true;
  }

  /** Lets other builds find the new pages. */
  close(): void {
    this.#bodies.close();
    this.#cache?.close();
  }

  #withBody(page: string, rendered: Buffer, body: PublishedBody): Buffer {
    const at = rendered.indexOf(bodyMarkerBytes);
    if (at < 0) {
      throw new Error(`${page} has no article: its layout must print {{ content | safe }} once.`);
    }
    return Buffer.concat([
      ...withLength(rendered.subarray(0, at), body.length),
      readPublishedBody(this.#bodies, body),
      ...withLength(rendered.subarray(at + bodyMarkerBytes.length), body.length),
    ]);
  }

  #put(page: string, bytes: Buffer): void {
    const file = path.join(this.#outputDir, page);
    const folder = path.dirname(file);
    if (!this.#folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.#folders.add(folder);
    }
    writeFileSync(file, bytes);
  }
}

/** What stands before or after the body, with its length where the layout prints it. */
function withLength(page: Buffer, length: string): readonly Buffer[] {
  const at = page.indexOf(lengthMarkerBytes);
  if (at < 0) return [page];
  const rest = page.subarray(at + lengthMarkerBytes.length);
  return [page.subarray(0, at), Buffer.from(escapeHtml(length)), ...withLength(rest, length)];
}
