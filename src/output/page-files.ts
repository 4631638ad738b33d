import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodeUtf8 } from '../content/utf8.ts';
import { KeyedCache } from '../store/keyed-cache.ts';
import { SegmentReader } from '../store/segment-reader.ts';
import { bodyMarker, lengthMarker } from '../views/body-markers.ts';
import { escapeHtml } from '../markdown/tokens.ts';
import { readPublishedBody, type PublishedBody } from './finish-body.ts';

const bodyMarkerBytes = Buffer.from(bodyMarker);
const lengthMarkerBytes = Buffer.from(lengthMarker);

/** A page to write. Plain data, which can be sent to a worker thread. */
export interface Page {
  /** Relative to the output folder. */
  readonly path: string;
  /** Key of the rendered page in the page cache; a page without one is not kept. */
  readonly key?: string;
  /** Body of the article, on an article's page. */
  readonly body?: PublishedBody;
}

/** Absolute paths of folders that pages are read from and written to. */
export interface PageFolders {
  readonly outputDir: string;
  /** The post cache, which holds the bodies. */
  readonly bodiesDir: string;
  /**
   * Segments of the post cache that pages need. They are opened at once, so that another build
   * cannot delete them meanwhile.
   */
  readonly bodySegments?: readonly string[];
  /** The page cache; without one, no page is kept. */
  readonly pagesDir?: string;
}

/** Puts bodies into rendered pages. */
export class PageBodies {
  readonly #bodies: SegmentReader;

  constructor({ bodiesDir, bodySegments = [] }: Pick<PageFolders, 'bodiesDir' | 'bodySegments'>) {
    this.#bodies = new SegmentReader(bodiesDir);
    this.#bodies.hold(bodySegments);
  }

  /**
   * The page with its article: bytes of the body replace its marker.
   * @param page its path, for the error.
   * @throws {Error} when the marker is missing, as the layout does not print `content`.
   */
  insert(page: string, rendered: Buffer, body: PublishedBody): Buffer {
    const at = rendered.indexOf(bodyMarkerBytes);
    if (at < 0) {
      throw new Error(`${page} has no article: its layout must print {{ content | safe }} once.`);
    }
    return Buffer.concat([
      ...insertLength(rendered.subarray(0, at), body.length),
      readPublishedBody(this.#bodies, body),
      ...insertLength(rendered.subarray(at + bodyMarkerBytes.length), body.length),
    ]);
  }

  /** The same for a text. @param body absent where the page has no article. */
  finish(page: string, html: string, body: PublishedBody | undefined): string {
    return body ? this.insert(page, encodeUtf8(html), body).toString('utf8') : html;
  }

  close(): void {
    this.#bodies.close();
  }
}

/**
 * Writes pages, and keeps rendered ones in the page cache. The bytes of a body replace its marker:
 * no article is decoded again, and no page is written twice.
 */
export class PageFiles {
  readonly #outputDir: string;
  readonly #bodies: PageBodies;
  readonly #cache: KeyedCache | undefined;
  readonly #folders = new Set<string>();

  constructor({ outputDir, pagesDir, ...bodies }: PageFolders) {
    this.#outputDir = outputDir;
    this.#bodies = new PageBodies(bodies);
    this.#cache = pagesDir === undefined ? undefined : new KeyedCache(pagesDir);
  }

  /**
   * Writes a page.
   * @param rendered the page as Eleventy rendered it, without its article, in UTF-8; without it,
   * the page is taken from the cache.
   * @returns false when the page is not given and not whole in the cache; nothing is written then.
   * @throws {Error} as `PageBodies.insert` does.
   */
  write({ path: page, key, body }: Page, rendered?: Buffer): boolean {
    const bytes = rendered ?? (key && this.#cache?.get(key));
    if (!bytes) return false;
    this.#put(page, body ? this.#bodies.insert(page, bytes, body) : bytes);
    if (rendered && key !== undefined) this.#cache?.put(key, bytes);
    return true;
  }

  /** Removes written pages, and folders that are empty then. */
  remove(pages: readonly string[]): void {
    for (const page of pages) {
      const file = path.join(this.#outputDir, page);
      if (!existsSync(file)) continue;
      rmSync(file);
      this.#removeEmpty(path.dirname(page));
    }
  }

  /** Closes the caches; from now on other builds find the new pages. */
  close(): void {
    this.#bodies.close();
    this.#cache?.close();
  }

  /** @param folder relative to the output folder; so are those that it lies in. */
  #removeEmpty(folder: string): void {
    const absolute = path.join(this.#outputDir, folder);
    if (folder === '.' || readdirSync(absolute).length > 0) return;
    rmdirSync(absolute);
    this.#folders.delete(absolute);
    this.#removeEmpty(path.dirname(folder));
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

/** Puts the length of the article in the place of its markers. */
function insertLength(page: Buffer, length: string): readonly Buffer[] {
  const at = page.indexOf(lengthMarkerBytes);
  if (at < 0) return [page];
  const rest = page.subarray(at + lengthMarkerBytes.length);
  return [page.subarray(0, at), Buffer.from(escapeHtml(length)), ...insertLength(rest, length)];
}
