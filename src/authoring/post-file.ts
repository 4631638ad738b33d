import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/** A file's text with every character it holds: a byte order mark and CRLF stay. */
export interface PostFile {
  readonly bytes: Buffer;
  readonly text: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a file so that writing the text back gives the same bytes.
 * @returns undefined when the file is not UTF-8: nothing may be changed in what cannot be read.
 */
export async function readPostFile(file: string): Promise<PostFile | undefined> {
  const bytes = await readFile(file);
  try {
    return { bytes, text: utf8.decode(bytes) };
  } catch {
    return undefined;
  }
}

/**
 * Replaces a file's text in one step, with its permissions; a link stays a link.
 * @throws {Error} when somebody has changed the file since it was read.
 */
export async function rewritePostFile(file: string, read: PostFile, text: string): Promise<void> {
  const target = await realpath(file);
  if (!(await readFile(target)).equals(read.bytes)) {
    throw new Error(`${file} was changed in the meantime; it is left as it is.`);
  }
  const { mode } = await stat(target);
  const partial = `${target}.${process.pid}.partial`;
  try {
    await writeFile(partial, text);
    await chmod(partial, mode);
    await rename(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
}
