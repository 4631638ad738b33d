import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { closeSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { nameFailedFile } from '../shared/name-failed-file.ts';
import { openRegularFile } from '../shared/regular-file.ts';
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
  try {
    const { descriptor, stats } = openRegularFile(file, path.dirname(file));
    try {
      const bytes = readAt(descriptor, 0, stats.size);
      const content = bytes && contentOf(file, bytes);
      if (content) {
        const now = new Date();
        if (now.getTime() - stats.mtimeMs > dayMs) touch(file, now);
        return content;
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  }
  try {
    rmSync(file, { recursive: true, force: true });
  } catch {
    // The cache is read-only.
  }
  return undefined;
}

/**
 * Writes a file followed by its checksum. It gets its name when complete, so a killed build leaves
 * no partial file under that name.
 * @param file absolute path; its folder is made if absent.
 * @throws {Error} of the system, naming the file.
 */
export function writeSealed(file: string, bytes: Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    const parts = [bytes, mark, Buffer.from(checksumOf(file, bytes))];
    nameFailedFile(file, () => writeFileSync(partial, Buffer.concat(parts)));
    replace(file, partial);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

function replace(file: string, partial: string): void {
  try {
    renameSync(partial, file);
  } catch (error) {
    // There is a folder of that name (rename(2)).
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    rmSync(file, { recursive: true, force: true });
    renameSync(partial, file);
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
