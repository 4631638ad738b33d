import { isUtf8 } from 'node:buffer';
import { chmod, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { closeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { decodeUtf8 } from '../content/utf8.ts';
import { AuthoringError } from './authoring-error.ts';
import { openRegularFile, readRegularFile } from '../shared/regular-file.ts';

/** A file's bytes, and its text with byte order mark and CRLF. */
export interface PostFile {
  readonly bytes: Buffer;
  readonly text: string;
}

/** The place of a post. */
export interface PostPlace {
  /** Absolute path. */
  readonly file: string;
  /** Absolute path of the folder that must hold the file, also after links are followed. */
  readonly root: string;
}

/** Maximum size of a post that authors edit; `limits.postBytes` is for builds. */
const maximumBytes = 64 * 1024 * 1024;

/**
 * Reads a post, so that writing the text back gives the same bytes.
 * @returns undefined if the file is not UTF-8, as it could not be written back.
 * @throws {Error} when it cannot be read, is no ordinary file, or lies outside the folder.
 */
export function readPostFile({ file, root }: PostPlace): PostFile | undefined {
  const bytes = readRegularFile(file, root, maximumBytes);
  return isUtf8(bytes) ? { bytes, text: decodeUtf8(bytes) } : undefined;
}

/**
 * Like {@link readPostFile}, but undefined for any post that cannot be read: a build reports those.
 */
export function readPostIfSound(place: PostPlace): PostFile | undefined {
  try {
    return readPostFile(place);
  } catch {
    return undefined;
  }
}

/**
 * Replaces a file's text in one step and keeps its permissions; a link stays a link.
 * @throws {AuthoringError} when the file has changed since it was read.
 * @throws {Error} when it cannot be written, or lies outside the folder.
 */
export async function rewritePostFile(
  { file, root }: PostPlace,
  read: PostFile,
  text: string,
): Promise<void> {
  const target = await realpath(file);
  if (!readRegularFile(target, root, maximumBytes).equals(read.bytes)) {
    throw new AuthoringError(`${file} was changed in the meantime.`);
  }
  const { descriptor, stats } = openRegularFile(target, root);
  closeSync(descriptor);
  const partial = `${target}.${randomUUID()}.partial`;
  try {
    // `wx` does not follow a link that somebody has put there (open(2), O_EXCL).
    await writeFile(partial, text, { flag: 'wx' });
    await chmod(partial, stats.mode);
    await rename(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
}
