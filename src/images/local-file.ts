import path from 'node:path';
import { decodeAddress } from '../shared/decode-address.ts';
import { FileRefused, readRegularFile } from '../shared/regular-file.ts';

/** Why a file that a post names is not published. */
export type Refusal = 'missing' | 'format' | 'too-large' | 'unreadable';

/** A file that a post names and that is not published. */
export class LocalFileRefused extends Error {
  readonly reason: Refusal;
  constructor(reason: Refusal, message = '') {
    super(message);
    this.reason = reason;
  }
}

/** Splits `path?query#fragment` into the decoded path and the rest. */
export function splitLocalPath(address: string): { readonly name: string; readonly rest: string } {
  const [, name = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(address) ?? [];
  return { name: decodeAddress(name), rest };
}

/**
 * The absolute path of a file that a post names; undefined outside the posts folder.
 * @param file path of the post below the posts folder.
 */
export function resolveLocalPath(
  address: string,
  file: string,
  postsDir: string,
): string | undefined {
  const { name } = splitLocalPath(address);
  const target = path.resolve(postsDir, path.dirname(file), name);
  return target.startsWith(postsDir + path.sep) ? target : undefined;
}

/** System errors of a path that leads to no file. */
const noSuchFile: ReadonlySet<string> = new Set([
  ...['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'],
  // The path contains NUL (https://nodejs.org/api/errors.html#err_invalid_arg_value).
  'ERR_INVALID_ARG_VALUE',
]);

/**
 * Reads an ordinary file of the posts folder.
 * @param file absolute path.
 * @throws {LocalFileRefused} when it cannot be read.
 */
export function readLocalFile(file: string, postsDir: string, maximumBytes: number): Buffer {
  try {
    return readRegularFile(file, postsDir, maximumBytes);
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Turns an error of the system into a refusal. */
export function refusalOf(error: unknown): LocalFileRefused {
  if (!(error instanceof Error)) throw error;
  const { code = '' } = error as NodeJS.ErrnoException;
  const reason = error instanceof FileRefused ? error.reason : undefined;
  if (reason === 'outside' || noSuchFile.has(code)) return new LocalFileRefused('missing');
  return new LocalFileRefused(reason === 'too-large' ? reason : 'unreadable', error.message);
}
