import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { readAt } from '../cache/segment.ts';
import type { StoredBytes } from '../cache/segment.ts';

/** Where a rendered body lies: in the segments of the post cache. */
export type BodyReference = StoredBytes;

/** Reads bodies back, from any segment of a folder. */
export class BodyReader {
  readonly #folder: string;
  readonly #files = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens segments ahead, so that no other build tidies them away while this one works. */
  hold(segments: Iterable<string>): void {
    for (const segment of segments) this.#open(segment);
  }

  /**
   * The HTML of a body as UTF-8 bytes.
   * @throws {Error} when its segment is gone or ends before it.
   */
  read({ segment, offset, length }: BodyReference): Buffer {
    const bytes = readAt(this.#open(segment), offset, length);
    if (bytes) return bytes;
    throw new Error(`Body store ended early in ${segment}, before ${offset + length}.`);
  }

  close(): void {
    for (const file of this.#files.values()) closeSync(file);
    this.#files.clear();
  }

  #open(segment: string): number {
    let file = this.#files.get(segment);
    if (file === undefined) {
      file = openSync(path.join(this.#folder, segment), 'r');
      this.#files.set(segment, file);
    }
    return file;
  }
}
