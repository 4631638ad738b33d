import { chmod, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { closeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { openRegularFile, readRegularFile } from '../shared/regular-file.ts';

/** A file's text with every character it holds: a byte order mark and CRLF stay. */
export interface PostFile {
  readonly bytes: Buffer;
  readonly text: string;
}

/** Where a post lies. */
export interface PostPlace {
  /** Absolute path. */
  readonly file: string;
  /** Absolute path of the folder that the file must lie in, links followed. */
  readonly root: string;
}

/** No post that is written by hand is larger, whatever `limits.postBytes` says of pipelines. */
const mostBytes = 64 * 1024 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a file so that writing the text back gives the same bytes.
 * @returns undefined when the file is not UTF-8: nothing may be changed in what cannot be read.
 * @throws {Error} when it cannot be read, is no ordinary file, or lies elsewhere.
 */
export function readPostFile({ file, root }: PostPlace): PostFile | undefined {
  const bytes = readRegularFile(file, root, mostBytes);
  try {
    return { bytes, text: utf8.decode(bytes) };
  } catch {
    return undefined;
  }
}

/**
 * The same for a post that is passed over where it cannot be read: that is the build's to report.
 */
export function readPostIfSound(place: PostPlace): PostFile | undefined {
  try {
    return readPostFile(place);
  } catch {
    return undefined;
  }
}

/**
 * Replaces a file's text in one step, with its permissions; a link stays a link.
 * @throws {Error} when somebody has changed the file since it was read, or it lies elsewhere.
 */
export async function rewritePostFile(
  { file, root }: PostPlace,
  read: PostFile,
  text: string,
): Promise<void> {
  const target = await realpath(file);
  if (!readRegularFile(target, root, mostBytes).equals(read.bytes)) {
    throw new Error(`${file} was changed in the meantime; it is left as it is.`);
  }
  const { descriptor, stats } = openRegularFile(target, root);
  closeSync(descriptor);
  const partial = `${target}.${randomUUID()}.partial`;
  try {
    // A link that somebody has put there is not followed (open(2), O_EXCL).
    await writeFile(partial, text, { flag: 'wx' });
    await chmod(partial, stats.mode);
    await rename(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
}
