import { open } from 'node:fs/promises';
import path from 'node:path';
import type { FetchBytes } from '../../src/search/query/types.ts';

export interface FetchCount {
  files: number;
  bytes: number;
  /** Of these bytes, those of texts, for verification and quotes. */
  textBytes: number;
  /** Of these bytes, those of manifest, columns and variants, which a page fetches once. */
  rootBytes: number;
}

/**
 * Serves an index from disk and counts what a browser would transfer: files lie compressed, so that
 * is their size.
 */
export function countingFetch(
  indexDir: string,
  ranges: boolean,
): { readonly fetchBytes: FetchBytes; readonly count: FetchCount } {
  const count: FetchCount = { files: 0, bytes: 0, textBytes: 0, rootBytes: 0 };
  const fetchBytes: FetchBytes = async (name, range) => {
    const file = await open(path.join(indexDir, name), 'r');
    try {
      const { size } = await file.stat();
      const { start, end } = ranges && range ? range : { start: 0, end: size };
      const bytes = new Uint8Array(end - start);
      await file.read(bytes, 0, bytes.length, start);
      count.files++;
      count.bytes += bytes.length;
      if (name.startsWith('text')) count.textBytes += bytes.length;
      if (/^(?:manifest|columns|variants)/.test(name)) count.rootBytes += bytes.length;
      return bytes;
    } finally {
      await file.close();
    }
  };
  return { fetchBytes, count };
}
