import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SegmentCache } from '../../cache/segment-cache.ts';
import { sealSegment, SegmentWriter, shortChecksum } from '../../cache/segment.ts';
import type { SegmentEntry } from '../../cache/segment.ts';
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
  readonly #folder: string;
  readonly #outputDir: string;
  readonly #writerName: string;
  readonly #cache: SegmentCache;
  readonly #entries: SegmentEntry[] = [];
  #writer: SegmentWriter | undefined;

  /**
   * @param folder absolute path; made when missing.
   * @param outputDir absolute path of the index's folder.
   * @param writerName see {@link SegmentWriter}.
   */
  constructor(folder: string, outputDir: string, writerName: string) {
    this.#folder = folder;
    this.#outputDir = outputDir;
    this.#writerName = writerName;
    this.#cache = new SegmentCache(folder);
  }

  /** Writes the files of a run into the index. @returns undefined, and nothing is written, when it is not in the cache. */
  restore(key: string): InvertedSlice | undefined {
    const bytes = this.#cache.get(key)?.bytes;
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
    const bytes = Buffer.concat([length, json, ...files]);
    this.#writer ??= new SegmentWriter(this.#folder, this.#writerName);
    this.#entries.push({
      ...this.#writer.append(bytes),
      key,
      checksum: shortChecksum(bytes),
    });
  }

  /** Lets other builds find what was kept. */
  close(): void {
    this.#cache.close();
    if (!this.#writer) return;
    this.#writer.close();
    sealSegment(this.#folder, this.#writer.segment, this.#entries);
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
