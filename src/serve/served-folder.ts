import { closeSync, readSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { FileRefused, openRegularFile, readRegularFile } from '../shared/regular-file.ts';
import type { RegularFile } from '../shared/regular-file.ts';

/** Errors of the system that say that there is no such file to serve. */
const missing: ReadonlySet<string | undefined> = new Set([
  ...['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EACCES', 'ELOOP'],
]);

/** How often a file is looked for when a new site takes the place of the old one meanwhile. */
const attempts = 3;

/** Rules of a site are small; a file that is not would stop the server for long. */
const maximumRuleBytes = 64 * 1024 * 1024;

/** Most bytes read in one go. */
const chunkBytes = 64 * 1024;

/**
 * A folder whose files are served while builds replace them. It may be a link that is pointed at
 * another folder. Only ordinary files that lie in it are opened, whatever its links say.
 */
export class ServedFolder {
  readonly #root: string;

  /** @param root absolute path. */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * Opens a file; whoever does closes it.
   * @param segments its path below the folder.
   * @returns nothing when there is no such file.
   * @throws {Error} of the system, e.g. `EMFILE`.
   */
  open(segments: readonly string[]): RegularFile | undefined {
    return this.#find(segments, openRegularFile);
  }

  /** Makes a reader of a file of rules that reads it again when it has changed. */
  reloaded<T>(name: string, parse: (text: string) => T): () => T {
    let known: { readonly version: string; readonly rules: T } | undefined;
    return () => {
      const version = this.#versionOf(name);
      if (known?.version === version) return known.rules;
      const read = (file: string, root: string) => readRegularFile(file, root, maximumRuleBytes);
      const rules = parse(this.#find([name], read)?.toString('utf8') ?? '');
      known = { version, rules };
      return rules;
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
      const root = realOf(this.#root);
      if (root === undefined) return undefined;
      try {
        return use(path.join(root, ...segments), root);
      } catch (error) {
        const isMissing =
          error instanceof FileRefused || missing.has((error as NodeJS.ErrnoException).code);
        if (!isMissing) throw error;
        // Another site may have been put in the place of the one looked at.
        if (attempt === attempts || realOf(this.#root) === root) return undefined;
      }
    }
  }
}

function realOf(folder: string): string | undefined {
  try {
    return realpathSync.native(folder);
  } catch {
    return undefined;
  }
}

/**
 * Reads a part of an open file, in a thread's own time: nothing is being read when it is closed.
 * @param end position behind the last byte.
 * @throws {Error} when the file has become shorter: what was promised in `Content-Length` cannot be
 *   kept.
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
