import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { StoredBytes } from '../cache/segment.ts';

/** Where a rendered body lies: in the segments of the post cache. */
export type BodyReference = StoredBytes;

/** Reads bodies back, from any segment of a folder. */
export class BodyReader {
  readonly #folder: string;
  readonly #handles = new Map<string, Promise<FileHandle>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens segments ahead, so that no other build tidies them away while this one works. */
  async hold(segments: Iterable<string>): Promise<void> {
    for (const segment of segments) await this.#open(segment);
  }

  /** The HTML of a body as UTF-8 bytes. */
  async read({ segment, offset, length }: BodyReference): Promise<Buffer> {
    const file = await this.#open(segment);
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length;) {
      const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
      if (bytesRead === 0)
        throw new Error(`Body store ended early in ${segment} at ${offset + done}.`);
      done += bytesRead;
    }
    return bytes;
  }

  #open(segment: string): Promise<FileHandle> {
    let handle = this.#handles.get(segment);
    if (!handle) {
      handle = open(path.join(this.#folder, segment), 'r');
      this.#handles.set(segment, handle);
    }
    return handle;
  }

  async close(): Promise<void> {
    for (const handle of this.#handles.values()) await (await handle).close();
    this.#handles.clear();
  }
}
