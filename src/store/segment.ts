import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { fstatSync } from 'node:fs';
import path from 'node:path';
import { nameFailedFile } from '../shared/name-failed-file.ts';
import { openRegularFile } from '../shared/regular-file.ts';

/** Where bytes lie: plain data, so that 50,000 of them cost little and cross threads. */
export interface StoredBytes {
  /** File name of the segment below its folder. */
  readonly segment: string;
  /** In bytes. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

/** An entry of a segment: what it is known by, where it lies, and the hash of its bytes. */
export interface SegmentEntry extends StoredBytes {
  readonly key: string;
  readonly checksum: string;
}

export const segmentExtension = '.seg';
/** A segment that is being written, or that a killed build has left behind. */
export const partialExtension = '.part';

const magic = Buffer.from('INKSEG1\n');
const checksumBytes = 16;
const trailerBytes = magic.length + 8 + checksumBytes;

/**
 * First 128 bits of SHA-256, in hexadecimal: long enough that no two contents ever meet by chance.
 */
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
 * Appends bytes to a file of its own, so that no two writers share one. Nobody but the writer sees
 * the file before `sealSegment` has given it its index and its name: a build that is killed leaves
 * nothing that another would read.
 */
export class SegmentWriter {
  readonly segment: string;
  readonly #file: string;
  readonly #descriptor: number;
  #offset = 0;

  /**
   * @param folder an existing folder.
   * @param name without extension; no other writer may use it.
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

/** Ends a written segment with the index of its entries and lets others see it. */
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

/** The entries of a segment; undefined when the file is gone or damaged. */
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
 * Opens a segment to read from it. The caller closes it.
 * @throws {Error} when it is gone, or no ordinary file.
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

/** Bytes of an open file; undefined when they are not all there. */
export function readAt(file: number, offset: number, length: number): Buffer | undefined {
  if (offset < 0 || length < 0) return undefined;
  const bytes = Buffer.allocUnsafe(length);
  return readInto(file, bytes, offset) ? bytes : undefined;
}

/** Fills a buffer from an open file. @returns false when the file ends before. */
export function readInto(file: number, bytes: Buffer, offset: number): boolean {
  for (let done = 0; done < bytes.length;) {
    const read = readSync(file, bytes, done, bytes.length - done, offset + done);
    if (read === 0) return false;
    done += read;
  }
  return true;
}
