import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it, unless it is there. Node's own `recursive` tries for ever
 * where a file system takes no folders, such as `/proc`: mkdir(2) says `ENOENT` there.
 * @param folder absolute path, which the user has named.
 * @throws {Error} of the system.
 */
export function makeFolder(folder: string): void {
  if (isMade(folder)) return;
  makeFolder(path.dirname(folder));
  if (isMade(folder)) return;
  const code = 'ENOTSUP';
  const error = new Error(`${code}: no folder can be made here, mkdir '${folder}'`);
  throw Object.assign(error, { code, syscall: 'mkdir', path: folder });
}

/** Makes a folder. @returns false if the system says that one above it is missing. */
function isMade(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    if (code === 'EEXIST' && statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      return true;
    }
    throw error;
  }
}
