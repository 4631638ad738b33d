import { closeSync, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';

/** Where a rendered body lies: plain data, so that 50,000 of them cost little and cross threads. */
export interface BodyReference {
  /** File name of the segment below the store's folder. */
  readonly segment: string;
  /** In bytes. */
  readonly offset: number;
  /** In bytes of UTF-8. */
  readonly length: number;
}

/**
 * Appends bodies to one segment file. Each worker has a segment of its own, so that no two write to one file, and 10,000 bodies
 * make a handful of files.
 */
export class BodyWriter {
  readonly #segment: string;
  readonly #descriptor: number;
  #offset = 0;

  /** @param folder an existing folder. */
  constructor(folder: string, segment: string) {
    this.#segment = segment;
    this.#descriptor = openSync(path.join(folder, segment), 'w');
  }

  append(html: string): BodyReference {
    const bytes = Buffer.from(html, 'utf8');
    const reference = { segment: this.#segment, offset: this.#offset, length: bytes.length };
    for (let written = 0; written < bytes.length;) {
      written += writeSync(this.#descriptor, bytes, written, bytes.length - written);
    }
    this.#offset += bytes.length;
    return reference;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** Reads bodies back, from any segment of a folder. */
export class BodyReader {
  readonly #folder: string;
  readonly #handles = new Map<string, Promise<FileHandle>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The HTML of a body as UTF-8 bytes. */
  async read({ segment, offset, length }: BodyReference): Promise<Buffer> {
    let handle = this.#handles.get(segment);
    if (!handle) {
      handle = open(path.join(this.#folder, segment), 'r');
      this.#handles.set(segment, handle);
    }
    const file = await handle;
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length;) {
      const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
      if (bytesRead === 0)
        throw new Error(`Body store ended early in ${segment} at ${offset + done}.`);
      done += bytesRead;
    }
    return bytes;
  }

  async close(): Promise<void> {
    for (const handle of this.#handles.values()) await (await handle).close();
    this.#handles.clear();
  }
}
