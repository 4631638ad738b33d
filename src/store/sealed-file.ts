import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { closeSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { nameFailedFile } from '../shared/name-failed-file.ts';
import { openRegularFile } from '../shared/regular-file.ts';
import { readAt, shortChecksum } from './segment.ts';

/** Begins the end of a sealed file, which a script may have too; the checksum follows. */
const mark = Buffer.from('\n//# whole ');
const checksumLength = shortChecksum('').length;
const sealLength = mark.length + checksumLength;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Reads a file that {@link writeSealed} has written. What is damaged or no file at all is removed:
 * it is not in the cache. A file that is used is marked so once a day, as `pruneCache` removes
 * others.
 * @param file absolute path.
 * @returns what was written; undefined when it is not there whole.
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
    // A cache that may be read only; what is made again is put in its place, if it may.
  }
  return undefined;
}

/**
 * Writes a file with the checksum of its bytes at its end. A build that is killed leaves no half
 * file: it is renamed when whole.
 * @param file absolute path; its folder is made when missing.
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
    // A folder in its place (rename(2)).
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

/** With the name: a file in the place of another is damaged too. */
function checksumOf(file: string, bytes: Uint8Array): string {
  return shortChecksum(`${path.basename(file)}\n`, bytes);
}

function touch(file: string, now: Date): void {
  try {
    utimesSync(file, now, now);
  } catch {
    // Another build has removed it, or may write here only.
  }
}
