import { utf8Of } from '../content/utf8.ts';

/** Where in a slab a page stands. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const slabBytes = 2 * 1024 * 1024;

/**
 * Memory in which rendered pages wait for the thread that writes them, in UTF-16, as most of a page
 * lies in memory: turning it into UTF-8 takes longer, and is left to that thread. Both see the same
 * bytes, and when they are written others take their place: memory that is asked for anew for each
 * page costs more than the page.
 */
export class PageSlab {
  readonly memory: SharedArrayBuffer;
  readonly #bytes: Buffer;
  #used = 0;

  /** @param least bytes that must fit. */
  constructor(least = 0) {
    this.memory = new SharedArrayBuffer(Math.max(slabBytes, least));
    this.#bytes = Buffer.from(this.memory);
  }

  get isEmpty(): boolean {
    return this.#used === 0;
  }

  /** @returns where the page stands, or undefined when it does not fit. */
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

/** Bytes that a page takes in a slab. */
export function bytesOf(html: string): number {
  return html.length * 2;
}

/** A page of a slab in UTF-8. */
export function pageIn(memory: SharedArrayBuffer, { start, end }: Span): Buffer {
  return utf8Of(new Uint8Array(memory, start, end - start));
}
