import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KeyedCache } from '../../cache/keyed-cache.ts';
import { shortChecksum } from '../../cache/segment.ts';
import { immutableName } from '../format.ts';
import type { InvertedSlice } from './invert-slice.ts';

/** A run of an earlier build. */
export interface KeptRun {
  readonly slice: InvertedSlice;
  /** The bytes of its files, shard by shard. */
  readonly files: readonly Uint8Array[];
}

/** Begins an entry: what the run has become, and the sizes of its files, which follow. */
interface EntryHead {
  readonly slice: InvertedSlice;
  readonly sizes: readonly number[];
}

const lengthBytes = 4;

/** What a run is kept under. @param content of the index, see `RunPlan`. */
export function runKey(content: string, run: number): string {
  return shortChecksum(`${content} ${run}`);
}

/** Inverted runs of earlier builds with their files. One for each thread. */
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

  find(content: string, run: number): KeptRun | undefined {
    const bytes = this.#cache.get(runKey(content, run));
    if (!bytes) return undefined;
    let at = lengthBytes + bytes.readUInt32LE(0);
    const { slice, sizes } = JSON.parse(bytes.toString('utf8', lengthBytes, at)) as EntryHead;
    const files = sizes.map((size) => bytes.subarray(at, (at += size)));
    return { slice, files };
  }

  /** Writes the files of a run into the index. @returns undefined, and nothing is written, when it is not in the cache. */
  restore(content: string, run: number): InvertedSlice | undefined {
    const kept = this.find(content, run);
    if (!kept) return undefined;
    for (const [index, name] of filesOf(kept.slice).entries()) {
      writeFileSync(path.join(this.#outputDir, name), kept.files[index] ?? '');
    }
    return kept.slice;
  }

  /** Keeps a run that was written into the index. */
  keep(content: string, run: number, slice: InvertedSlice): void {
    const files = filesOf(slice).map((name) => readFileSync(path.join(this.#outputDir, name)));
    const head: EntryHead = { slice, sizes: files.map(({ length }) => length) };
    const json = Buffer.from(JSON.stringify(head));
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32LE(json.length);
    this.#cache.put(runKey(content, run), Buffer.concat([length, json, ...files]));
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
