import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { nameFailedFile } from '../shared/name-failed-file.ts';
import { openRegularFile, readInto } from '../shared/regular-file.ts';

/** Where bytes are stored. Plain data: cheap to keep 50,000 times and to send to threads. */
export interface StoredBytes {
  /** File name of the segment. */
  readonly segment: string;
  /** In bytes. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

/** An entry of a segment: its key, its place, and the hash of its bytes. */
export interface SegmentEntry extends StoredBytes {
  readonly key: string;
  readonly checksum: string;
}

export const segmentExtension = '.seg';
/** Extension of a segment that is being written, or that a killed build has left. */
export const partialExtension = '.part';

const magic = Buffer.from('INKSEG1\n');
const checksumBytes = 16;
const trailerBytes = magic.length + 8 + checksumBytes;

/** The first 128 bits of SHA-256 in hexadecimal: enough that two contents never share one. */
export function shortChecksum(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, checksumBytes * 2);
}

/**
 * What an entry of a cache is found by: equal only where all is that it depends on.
 * @param parts the version of the code, settings, input. They are told apart: `a`, `bc` is another
 * key than `ab`, `c`.
 */
export function cacheKey(...parts: readonly (string | Uint8Array)[]): string {
  return shortChecksum(...parts.flatMap((part) => [`${part.length}:`, part]));
}

/**
 * Appends bytes to a segment of its own. The file is invisible to others until `sealSegment` adds
 * the index and renames it, so a killed build leaves nothing that another reads.
 */
export class SegmentWriter {
  readonly segment: string;
  readonly #file: string;
  readonly #descriptor: number;
  #offset = 0;

  /**
   * @param folder an existing folder.
   * @param name without extension; must be unique.
   */
  constructor(folder: string, name: string) {
    this.segment = name + segmentExtension;
    this.#file = path.join(folder, this.segment + partialExtension);
    this.#descriptor = openSync(this.#file, 'wx');
  }

  append(...parts: readonly Uint8Array[]): StoredBytes {
    const offset = this.#offset;
    for (const bytes of parts) {
      for (let done = 0; done < bytes.length;) {
        done += nameFailedFile(this.#file, () =>
          writeSync(this.#descriptor, bytes, done, bytes.length - done),
        );
      }
      this.#offset += bytes.length;
    }
    return { segment: this.segment, offset, length: this.#offset - offset };
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** Completes a segment with the index of its entries and makes it visible to other builds. */
export function sealSegment(
  folder: string,
  segment: string,
  entries: readonly SegmentEntry[],
): void {
  const rows = entries.map(({ key, offset, length, checksum }) => [key, offset, length, checksum]);
  const index = Buffer.from(JSON.stringify(rows));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(index.length));
  const partial = path.join(folder, segment + partialExtension);
  const checksum = Buffer.from(shortChecksum(index), 'hex');
  nameFailedFile(partial, () =>
    appendFileSync(partial, Buffer.concat([index, magic, length, checksum])),
  );
  renameSync(partial, path.join(folder, segment));
}

/** Reads the entries of a segment. @returns undefined if it is missing or damaged. */
export function readSegmentIndex(folder: string, segment: string): SegmentEntry[] | undefined {
  try {
    return withFile(openSegment(folder, segment), (file) => {
      const { size } = fstatSync(file);
      const trailer = readAt(file, size - trailerBytes, trailerBytes);
      if (!trailer?.subarray(0, magic.length).equals(magic)) return undefined;
      const length = Number(trailer.readBigUInt64LE(magic.length));
      const index = readAt(file, size - trailerBytes - length, length);
      const checksum = trailer.subarray(-checksumBytes).toString('hex');
      if (!index || shortChecksum(index) !== checksum) return undefined;
      const rows = JSON.parse(index.toString()) as [string, number, number, string][];
      return rows.map(([key, offset, bytes, sum]) => ({
        ...{ key, segment, offset, length: bytes, checksum: sum },
      }));
    });
  } catch {
    return undefined;
  }
}

/**
 * Opens a segment for reading. The caller closes it.
 * @throws {Error} when it is missing or no regular file.
 */
export function openSegment(folder: string, segment: string): number {
  return openRegularFile(path.join(folder, segment), folder).descriptor;
}

function withFile<Result>(descriptor: number, use: (descriptor: number) => Result): Result {
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Reads bytes of an open file. @returns undefined if the file is too short. */
export function readAt(file: number, offset: number, length: number): Buffer | undefined {
  if (offset < 0 || length < 0) return undefined;
  const bytes = Buffer.allocUnsafe(length);
  return readInto(file, bytes, offset) ? bytes : undefined;
}
