import { closeSync, readdirSync } from 'node:fs';
import { openSegment, readAt, segmentExtension, type StoredBytes } from './segment.ts';

/** Reads bytes from the segments of a folder. */
export class SegmentReader {
  readonly #folder: string;
  readonly #files = new Map<string, number>();

  /** @param folder absolute path. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens segments early, so that they stay readable when another build removes them. */
  hold(segments: Iterable<string>): void {
    for (const segment of segments) this.#open(segment);
  }

  /** Opens all segments of the folder. */
  holdAll(): void {
    for (const name of readdirSync(this.#folder)) {
      if (!name.endsWith(segmentExtension)) continue;
      try {
        this.#open(name);
      } catch {
        // Another build has removed it.
      }
    }
  }

  /** Bytes that another build may have removed. @returns undefined if they cannot be read. */
  find({ segment, offset, length }: StoredBytes): Buffer | undefined {
    try {
      return readAt(this.#open(segment), offset, length);
    } catch {
      return undefined;
    }
  }

  /** @throws {Error} when the segment is missing or too short. */
  read({ segment, offset, length }: StoredBytes): Buffer {
    const bytes = readAt(this.#open(segment), offset, length);
    if (bytes) return bytes;
    throw new Error(`The segment ${segment} ends early, before ${offset + length}.`);
  }

  close(): void {
    for (const file of this.#files.values()) closeSync(file);
    this.#files.clear();
  }

  #open(segment: string): number {
    let file = this.#files.get(segment);
    if (file === undefined) {
      file = openSegment(this.#folder, segment);
      this.#files.set(segment, file);
    }
    return file;
  }
}
