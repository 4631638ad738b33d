import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { KeyedCache } from '../../cache/keyed-cache.ts';
import { shortChecksum } from '../../cache/segment.ts';
import { sourceVersion } from '../../cache/source-version.ts';
import { immutableName } from '../format.ts';
import type { InvertedSlice } from './invert-slice.ts';
import type { SliceRange } from './part-reader.ts';
import type { ShardLayout } from './shard-writer.ts';

export interface RunCacheOptions {
  /** Absolute path of the folder where inverted runs are kept from build to build. */
  readonly folder: string;
  /** Equal for equal parts in the same order, and for no others. */
  readonly content: string;
}

/** Begins an entry: what the run is made of, and the sizes of its files, which follow. */
interface EntryHead {
  readonly slice: InvertedSlice;
  readonly sizes: readonly number[];
}

const lengthBytes = 4;

/** Inverted runs of earlier builds with their files, by `runKeys`. One for each thread. */
export class RunCache {
  readonly #outputDir: string;
  readonly #cache: KeyedCache;

  /**
   * @param folder absolute path; made when missing.
   * @param outputDir absolute path of the index's folder.
   */
  constructor(folder: string, outputDir: string) {
    this.#outputDir = outputDir;
    this.#cache = new KeyedCache(folder);
  }

  /** Writes the files of a run into the index. @returns undefined, and nothing is written, when it is not in the cache. */
  restore(key: string): InvertedSlice | undefined {
    const bytes = this.#cache.get(key);
    if (!bytes) return undefined;
    let at = lengthBytes + bytes.readUInt32LE(0);
    const { slice, sizes } = JSON.parse(bytes.toString('utf8', lengthBytes, at)) as EntryHead;
    for (const [index, name] of filesOf(slice).entries()) {
      const end = at + (sizes[index] ?? 0);
      writeFileSync(path.join(this.#outputDir, name), bytes.subarray(at, end));
      at = end;
    }
    return slice;
  }

  /** Keeps a run that was written into the index. */
  keep(key: string, slice: InvertedSlice): void {
    const files = filesOf(slice).map((name) => readFileSync(path.join(this.#outputDir, name)));
    const head: EntryHead = { slice, sizes: files.map(({ length }) => length) };
    const json = Buffer.from(JSON.stringify(head));
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32LE(json.length);
    this.#cache.put(key, Buffer.concat([length, json, ...files]));
  }

  /** Lets other builds find what was kept. */
  close(): void {
    this.#cache.close();
  }
}

function filesOf({ han, words }: InvertedSlice): readonly string[] {
  return [
    ...han.map(({ checksum, length }) => immutableName('han', checksum, length)),
    ...words.map(({ checksum, length }) => immutableName('word', checksum, length)),
  ];
}

/**
 * Hashes of all that decides what each run becomes. A changed post changes all of them: it moves words from zone to zone, and with them parts of
 * nearly every run.
 * @param content see `RunCacheOptions`.
 */
export function runKeys(
  runs: readonly SliceRange[],
  content: string,
  { shardBytes }: ShardLayout,
): readonly string[] {
  const version = sourceVersion(fileURLToPath(new URL('./index-worker.ts', import.meta.url)));
  const shared = `${version} ${content} ${shardBytes}`;
  return runs.map(({ start, end }) => shortChecksum(`${shared} ${start} ${end}`));
}
