import type { Stats } from 'node:fs';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** An open regular file. The caller closes it. */
export interface RegularFile {
  readonly descriptor: number;
  /** Of the open file, even if another has taken its name since. */
  readonly stats: Stats;
}

/** Why a file is not read. */
export type RefusalReason = 'outside' | 'not-regular' | 'changing' | 'too-large';

/** A file that must not be read, or cannot be read consistently. */
export class FileRefused extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.name = 'FileRefused';
    this.reason = reason;
  }
}

// Without O_NONBLOCK, opening a FIFO waits for a writer (fifo(7)). Windows has neither flag.
const flags =
  constants.O_RDONLY |
  ((constants.O_NONBLOCK as number | undefined) ?? 0) |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0);

/**
 * Opens a file that others may replace at any moment. Links are followed if they lead to a regular
 * file below the root, which is checked on the open descriptor. Anything else can only be opened if
 * it replaces a regular file in the moment between check and opening.
 * @param file absolute path.
 * @param root absolute path of the folder that must contain the file.
 * @throws {FileRefused} when it lies elsewhere, is no regular file, or is replaced by links.
 * @throws {Error} of the system when it cannot be opened, e.g. `ENOENT`.
 */
export function openRegularFile(file: string, root: string): RegularFile {
  const realRoot = realpathSync.native(root);
  let target = file;
  let found = lstatSync(file);
  if (found.isSymbolicLink()) {
    target = realpathSync.native(file);
    if (!isInside(target, realRoot)) throw outside(root);
    found = lstatSync(target);
  }
  // Opening a device may already have effects.
  if (!found.isFile()) throw notRegular();
  const descriptor = openOnce(target);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw notRegular();
    if (!isInside(placeOf(descriptor, target, stats), realRoot)) throw outside(root);
    return { descriptor, stats };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** Whether a path is a folder or lies in it. Both paths must have links resolved. */
export function isInside(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

function openOnce(target: string): number {
  try {
    return openSync(target, flags);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ELOOP: it has become a link. ENXIO: a socket, or a FIFO without a reader (open(2)).
    if (code === 'ELOOP') throw new FileRefused('changing', 'it is replaced while it is read');
    if (code === 'ENXIO') throw notRegular();
    throw error;
  }
}

function notRegular(): FileRefused {
  return new FileRefused('not-regular', 'it is not an ordinary file');
}

function outside(root: string): FileRefused {
  return new FileRefused('outside', `it leads out of the folder ${path.basename(root)}`);
}

/**
 * The real path of an open file: folders above it may be, or have become, links. Linux tells it by
 * descriptor (proc(5), `/proc/self/fd`), even for a file that was replaced since; elsewhere the
 * path is resolved again.
 */
function placeOf(descriptor: number, target: string, stats: Stats): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    const real = realpathSync.native(target);
    const now = lstatSync(real);
    if (now.dev === stats.dev && now.ino === stats.ino) return real;
    throw new FileRefused('changing', 'it is replaced while it is read');
  }
}

/** Fills a buffer from an open file. @returns false if the file is too short. */
export function readInto(file: number, bytes: Buffer, offset: number): boolean {
  for (let done = 0; done < bytes.length;) {
    const read = readSync(file, bytes, done, bytes.length - done, offset + done);
    if (read === 0) return false;
    done += read;
  }
  return true;
}

/**
 * Reads a whole file, opened as by {@link openRegularFile}, in one consistent state.
 * @param maximumBytes larger files are refused.
 * @throws {FileRefused} also when the file changes meanwhile; else as `openRegularFile`.
 */
export function readRegularFile(file: string, root: string, maximumBytes: number): Buffer {
  const { descriptor, stats } = openRegularFile(file, root);
  try {
    if (stats.size > maximumBytes) {
      throw new FileRefused('too-large', `it has more than ${maximumBytes} bytes`);
    }
    const bytes = Buffer.allocUnsafe(stats.size);
    if (!readInto(descriptor, bytes, 0)) {
      throw new FileRefused('changing', 'it was cut short while it was read');
    }
    const after = fstatSync(descriptor);
    if (after.size !== stats.size || after.mtimeMs !== stats.mtimeMs) {
      throw new FileRefused('changing', 'it is written to while it is read');
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}
