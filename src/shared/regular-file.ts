import type { Stats } from 'node:fs';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** An open ordinary file. Whoever opened it closes it. */
export interface RegularFile {
  readonly descriptor: number;
  /** Of the open file, not of whatever has its name by now. */
  readonly stats: Stats;
}

/** Why a file is not read. */
export type RefusalReason = 'outside' | 'not-regular' | 'changing' | 'too-large';

/** A file that must not be read, or cannot be read as one file. */
export class FileRefused extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.name = 'FileRefused';
    this.reason = reason;
  }
}

// Without O_NONBLOCK, opening a FIFO waits for its writer (fifo(7)). Windows has neither flag.
const flags =
  constants.O_RDONLY |
  ((constants.O_NONBLOCK as number | undefined) ?? 0) |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0);

/**
 * Opens a file that somebody else may replace at any moment. Links are followed as long as they
 * lead to something below the root. What is open is an ordinary file that lies there: this is
 * checked on the descriptor, after opening. Nothing else is opened on the way unless it is put in
 * the place of an ordinary file in that very moment.
 * @param file absolute path.
 * @param root absolute path of the folder that the file must lie in.
 * @throws {FileRefused} when it lies elsewhere, is no ordinary file, or is replaced by links.
 * @throws {Error} with the code of the system when it cannot be opened, e.g. `ENOENT`.
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
  // A device may do something as soon as it is opened.
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

/** Whether a path is that of a folder or lies in it. Both without links. */
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
 * Where an open file lies, without links: a folder above it may be a link, or have become one.
 * Linux says so of the descriptor (proc(5), `/proc/self/fd`), also where the file lay when it was
 * replaced since; elsewhere the names are followed a second time.
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

/**
 * Reads a whole file as {@link openRegularFile} opens it, as it stood at one moment.
 * @param maximumBytes a larger file is refused.
 * @throws {FileRefused} also when it is written to meanwhile; otherwise as `openRegularFile` does.
 */
export function readRegularFile(file: string, root: string, maximumBytes: number): Buffer {
  const { descriptor, stats } = openRegularFile(file, root);
  try {
    if (stats.size > maximumBytes) {
      throw new FileRefused('too-large', `it has more than ${maximumBytes} bytes`);
    }
    const bytes = Buffer.allocUnsafe(stats.size);
    for (let done = 0; done < bytes.length;) {
      const read = readSync(descriptor, bytes, done, bytes.length - done, done);
      if (read === 0) throw new FileRefused('changing', 'it was cut short while it was read');
      done += read;
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
