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

/** How often a file whose name leads elsewhere in the moment of opening is opened again. */
const attempts = 3;

// Without O_NONBLOCK, opening a FIFO waits for its writer (fifo(7)). Windows has neither flag.
const flags =
  constants.O_RDONLY |
  ((constants.O_NONBLOCK as number | undefined) ?? 0) |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0);

/**
 * Opens a file that somebody else may replace at any moment. Links are followed as long as they
 * lead to something below the root. What is open is an ordinary file that lies there: this is
 * checked on the descriptor, after opening.
 * @param file absolute path.
 * @param root absolute path of the folder that the file must lie in.
 * @throws {FileRefused} when it lies elsewhere, is no ordinary file, or is replaced all the time.
 * @throws {Error} with the code of the system when it cannot be opened, e.g. `ENOENT`.
 */
export function openRegularFile(file: string, root: string): RegularFile {
  const realRoot = realpathSync.native(root);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const real = realpathSync.native(file);
    if (!isInside(real, realRoot)) {
      throw new FileRefused('outside', `it leads out of the folder ${path.basename(root)}`);
    }
    const opened = openOnce(real);
    if (opened) return opened;
  }
  throw new FileRefused('changing', 'it is replaced while it is read');
}

/** Whether a path is that of a folder or lies in it. Both without links. */
export function isInside(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

/** @returns undefined when the path led to something else by the time it was open. */
function openOnce(real: string): RegularFile | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(real, flags);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ELOOP: it has become a link. ENXIO: a socket, or a FIFO without a reader (open(2)).
    if (code === 'ELOOP') return undefined;
    if (code === 'ENXIO') throw notRegular();
    throw error;
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw notRegular();
    if (leadsTo(real, descriptor, stats)) return { descriptor, stats };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  closeSync(descriptor);
  return undefined;
}

function notRegular(): FileRefused {
  return new FileRefused('not-regular', 'it is not an ordinary file');
}

/**
 * Whether an open file lies at a path: a folder above it may have become a link. Linux says where
 * an open file lies (proc(5), `/proc/self/fd`); elsewhere the names are followed a second time.
 */
function leadsTo(real: string, descriptor: number, stats: Stats): boolean {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`) === real;
  } catch {
    const now = lstatSync(real, { throwIfNoEntry: false });
    return now?.dev === stats.dev && now.ino === stats.ino && realpathSync.native(real) === real;
  }
}

/**
 * Reads a whole file as {@link openRegularFile} opens it.
 * @param maximumBytes a larger file is refused, also one that grows while it is read.
 * @throws {FileRefused} and as `openRegularFile` does.
 */
export function readRegularFile(file: string, root: string, maximumBytes: number): Buffer {
  const { descriptor, stats } = openRegularFile(file, root);
  try {
    if (stats.size > maximumBytes) {
      throw new FileRefused('too-large', `it has more than ${maximumBytes} bytes`);
    }
    const bytes = Buffer.allocUnsafe(stats.size);
    let done = 0;
    while (done < bytes.length) {
      const read = readSync(descriptor, bytes, done, bytes.length - done, done);
      if (read === 0) throw new FileRefused('changing', 'it was cut short while it was read');
      done += read;
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}
