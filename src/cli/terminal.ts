import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { printableLines } from '../report/printable.ts';

/** Characters of a report that are written together. */
const batchLength = 64 * 1024;

/** Prints a text to standard output. File names and posts in it cannot steer the terminal. */
export function print(text: string): void {
  console.log(printableLines(text));
}

/** Like {@link print}, to standard error. */
export function printError(text: string): void {
  console.error(printableLines(text));
}

/**
 * Writes a report of any length.
 * @param file absolute path; without it, standard output.
 * @throws {Error} of the system when the file cannot be written.
 */
export async function writeReport(parts: Iterable<string>, file?: string): Promise<void> {
  const target = file === undefined ? process.stdout : createWriteStream(file);
  try {
    await pipeline(Readable.from(batches(parts)), target, { end: file !== undefined });
  } catch (error) {
    // The reader has closed the pipe early, as `head` does.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

function* batches(parts: Iterable<string>): Generator<string> {
  let batch = '';
  for (const part of parts) {
    batch += part;
    if (batch.length < batchLength) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}
