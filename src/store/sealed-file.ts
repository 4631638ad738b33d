import { closeSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { nameFailedFile } from '../shared/name-failed-file.ts';
import { FileRefused, openRegularFile } from '../shared/regular-file.ts';
import { writeWhole } from '../shared/write-whole.ts';
import { readAt, shortChecksum } from './segment.ts';

/** Separates content and checksum. A comment, so that a sealed script stays valid JavaScript. */
const mark = Buffer.from('\n//# whole ');
const checksumLength = shortChecksum('').length;
const sealLength = mark.length + checksumLength;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Reads a file that {@link writeSealed} wrote, and removes it if damaged. Updates its time at most
 * once a day, so that `pruneCache` keeps it.
 * @param file absolute path.
 * @returns the content; undefined if missing or damaged.
 */
export function readSealed(file: string): Buffer | undefined {
  const found = openOrDamaged(file);
  if (found === 'missing') return undefined;
  if (found === 'damaged') {
    try {
      rmSync(file, { recursive: true, force: true });
    } catch {
      // The cache is read-only.
    }
    return undefined;
  }
  const now = new Date();
  if (now.getTime() - found.mtimeMs > dayMs) touch(file, now);
  return found.content;
}

/**
 * Reads a file that {@link writeSealed} wrote, and leaves it as it is.
 * @param file absolute path.
 * @throws {Error} of the system, naming the file, when it may be whole but cannot be read.
 */
export function peekSealed(file: string): Buffer | 'missing' | 'damaged' {
  const found = nameFailedFile(file, () => openSealed(file));
  return typeof found === 'string' ? found : found.content;
}

type Opened = { readonly content: Buffer; readonly mtimeMs: number } | 'missing' | 'damaged';

/** Of what can be made again: what cannot be read is as good as damaged. */
function openOrDamaged(file: string): Opened {
  try {
    return openSealed(file);
  } catch {
    return 'damaged';
  }
}

/** @throws {Error} of the system when it cannot be read. */
function openSealed(file: string): Opened {
  try {
    const { descriptor, stats } = openRegularFile(file, path.dirname(file));
    try {
      const bytes = readAt(descriptor, 0, stats.size);
      const content = bytes && contentOf(file, bytes);
      return content ? { content, mtimeMs: stats.mtimeMs } : 'damaged';
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing';
    if (error instanceof FileRefused) return 'damaged';
    throw error;
  }
}

/**
 * Writes a file followed by its checksum. It gets its name when complete, so a killed build leaves
 * no partial file under that name.
 * @param file absolute path; its folder is made if absent.
 * @throws {Error} of the system, naming the file.
 */
export function writeSealed(file: string, bytes: Uint8Array): void {
  const whole = Buffer.concat([bytes, mark, Buffer.from(checksumOf(file, bytes))]);
  try {
    writeWhole(file, whole);
  } catch (error) {
    // There is a folder of that name (rename(2)).
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    rmSync(file, { recursive: true, force: true });
    writeWhole(file, whole);
  }
}

function contentOf(file: string, bytes: Buffer): Buffer | undefined {
  const end = bytes.length - sealLength;
  if (end < 0 || !bytes.subarray(end, end + mark.length).equals(mark)) return undefined;
  const content = bytes.subarray(0, end);
  const checksum = bytes.toString('latin1', end + mark.length);
  return checksumOf(file, content) === checksum ? content : undefined;
}

/** Includes the name: one file's content under another's name counts as damaged. */
function checksumOf(file: string, bytes: Uint8Array): string {
  return shortChecksum(`${path.basename(file)}\n`, bytes);
}

function touch(file: string, now: Date): void {
  try {
    utimesSync(file, now, now);
  } catch {
    // Another build has removed it, or this user may not change its time.
  }
}
