import { closeSync, readSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { FileRefused, openRegularFile, readRegularFile } from '../shared/regular-file.ts';
import type { RegularFile } from '../shared/regular-file.ts';

/** System errors that mean that there is no such file to serve. */
const missing: ReadonlySet<string | undefined> = new Set([
  ...['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EACCES', 'ELOOP'],
]);

/** Attempts to open a file while a new build replaces the site. */
const attempts = 3;

/** Largest file of rules: parsing a larger one would block the server for long. */
const maximumRuleBytes = 64 * 1024 * 1024;

/** Bytes per read. */
const chunkBytes = 64 * 1024;

/**
 * A folder that is served while builds replace it. It may be a link that a build points to another
 * folder. Only regular files inside it are opened, wherever links lead.
 */
export class ServedFolder {
  readonly #root: string;

  /** @param root absolute path. */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * Opens a file. The caller closes it.
   * @param segments its path below the folder.
   * @returns undefined if there is no such file.
   * @throws {Error} of the system, e.g. `EMFILE`.
   */
  open(segments: readonly string[]): RegularFile | undefined {
    return this.#find(segments, openRegularFile);
  }

  /** Returns what a file of rules is parsed to: a function that follows changes of the file. */
  reloaded<T>(name: string, parse: (text: string) => (path: string) => T): (path: string) => T {
    let known: { readonly version: string; readonly rules: (path: string) => T } | undefined;
    return (path) => {
      const version = this.#versionOf(name);
      if (known?.version !== version) {
        const read = (file: string, root: string) => readRegularFile(file, root, maximumRuleBytes);
        known = { version, rules: parse(this.#find([name], read)?.toString('utf8') ?? '') };
      }
      return known.rules(path);
    };
  }

  #versionOf(name: string): string {
    const file = this.open([name]);
    if (!file) return 'missing';
    closeSync(file.descriptor);
    const { ino, mtimeMs, size } = file.stats;
    return `${ino}-${mtimeMs}-${size}`;
  }

  #find<T>(segments: readonly string[], use: (file: string, root: string) => T): T | undefined {
    for (let attempt = 1; ; attempt++) {
      const root = realPathOf(this.#root);
      if (root === undefined) return undefined;
      try {
        return use(path.join(root, ...segments), root);
      } catch (error) {
        const isMissing =
          error instanceof FileRefused || missing.has((error as NodeJS.ErrnoException).code);
        if (!isMissing) throw error;
        // A new build may have replaced the folder that was looked at.
        if (attempt === attempts || realPathOf(this.#root) === root) return undefined;
      }
    }
  }
}

function realPathOf(folder: string): string | undefined {
  try {
    return realpathSync.native(folder);
  } catch {
    return undefined;
  }
}

/**
 * Reads part of an open file chunk by chunk, synchronously, so that no read is pending when the
 * file is closed.
 * @param end exclusive.
 * @throws {Error} when the file has become shorter than its `Content-Length`.
 */
export function* readPart(descriptor: number, start: number, end: number): Generator<Buffer> {
  for (let at = start; at < end;) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, end - at));
    const read = readSync(descriptor, chunk, 0, chunk.length, at);
    if (read === 0) throw new Error('The file was cut short while it was sent.');
    at += read;
    yield chunk.subarray(0, read);
  }
}
