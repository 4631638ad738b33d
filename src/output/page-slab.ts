import { utf8Of } from '../content/utf8.ts';

/** Range of bytes that a page takes in a slab. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const slabBytes = 2 * 1024 * 1024;

/**
 * Shared memory that hands rendered pages to the thread that writes them. Pages are in UTF-16, as
 * JavaScript holds most of them; that thread turns them into UTF-8, which takes longer than
 * copying. A slab is used again when its pages are written: allocating memory for each page costs
 * more than the page.
 */
export class PageSlab {
  readonly memory: SharedArrayBuffer;
  readonly #bytes: Buffer;
  #used = 0;

  /** @param minimumBytes size of a page that must fit. */
  constructor(minimumBytes = 0) {
    this.memory = new SharedArrayBuffer(Math.max(slabBytes, minimumBytes));
    this.#bytes = Buffer.from(this.memory);
  }

  get isEmpty(): boolean {
    return this.#used === 0;
  }

  /** @returns the range that the page takes; undefined when it does not fit. */
  put(html: string): Span | undefined {
    const start = this.#used;
    if (start + bytesOf(html) > this.#bytes.length) return undefined;
    this.#used += this.#bytes.write(html, start, 'utf16le');
    return { start, end: this.#used };
  }

  clear(): void {
    this.#used = 0;
  }
}

/** Size of a page in a slab, in bytes. */
export function bytesOf(html: string): number {
  return html.length * 2;
}

/** Reads a page from a slab. @returns the page in UTF-8. */
export function pageIn(memory: SharedArrayBuffer, { start, end }: Span): Buffer {
  return utf8Of(new Uint8Array(memory, start, end - start));
}
