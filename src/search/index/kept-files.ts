import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KeyedCache } from '../../store/keyed-cache.ts';

/** Files that an earlier build wrote into its index. */
export interface KeptEntry<Data> {
  /** The data kept with them. */
  readonly data: Data;
  /** By name, in the order in which they were kept. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Begins an entry; the files follow. */
interface EntryHead<Data> {
  readonly data: Data;
  readonly sizes: readonly (readonly [name: string, bytes: number])[];
}

const lengthBytes = 4;

/**
 * Files of the index that are kept between builds, with data about them that survives JSON. Each
 * thread has its own instance.
 */
export class KeptFiles {
  readonly #outputDir: string;
  readonly #cache: KeyedCache;

  /**
   * @param folder absolute path of the cache; made if absent.
   * @param outputDir absolute path of the index folder.
   */
  constructor(folder: string, outputDir: string) {
    this.#outputDir = outputDir;
    this.#cache = new KeyedCache(folder);
  }

  /** @typeParam Data what was kept under this key. */
  find<Data = unknown>(key: string): KeptEntry<Data> | undefined {
    const bytes = this.#cache.get(key);
    if (!bytes) return undefined;
    let at = lengthBytes + bytes.readUInt32LE(0);
    const head = JSON.parse(bytes.toString('utf8', lengthBytes, at)) as EntryHead<Data>;
    const { data, sizes } = head;
    const files = sizes.map(([name, size]) => [name, bytes.subarray(at, (at += size))] as const);
    return { data, files: new Map(files) };
  }

  /**
   * Writes kept files into the index.
   * @returns the data as it was kept; undefined, with nothing written, when the entry is missing or
   * damaged.
   */
  restore(key: string): unknown {
    const kept = this.find(key);
    if (!kept) return undefined;
    for (const [name, bytes] of kept.files) writeFileSync(path.join(this.#outputDir, name), bytes);
    return kept.data;
  }

  /** Keeps files of the index. @param names of the files in the index folder. */
  keep(key: string, data: unknown, names: readonly string[]): void {
    const files = names.map((name) => readFileSync(path.join(this.#outputDir, name)));
    const sizes = names.map((name, index) => [name, files[index]?.length ?? 0] as const);
    const json = Buffer.from(JSON.stringify({ data, sizes } satisfies EntryHead<unknown>));
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32LE(json.length);
    this.#cache.put(key, Buffer.concat([length, json, ...files]));
  }

  /** Makes the kept entries visible to other builds. */
  close(): void {
    this.#cache.close();
  }
}
