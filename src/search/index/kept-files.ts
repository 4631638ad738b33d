import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KeyedCache } from '../../store/keyed-cache.ts';

/** Files of the index of an earlier build. */
export interface KeptEntry<Told> {
  /** What was told of them when they were written. */
  readonly told: Told;
  /** By name, in the order in which they were kept. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Begins an entry; the files follow. */
interface EntryHead {
  readonly told: unknown;
  readonly sizes: readonly (readonly [name: string, bytes: number])[];
}

const lengthBytes = 4;

/**
 * Files of indexes that are kept from build to build, with what was told of them: data that JSON
 * gives back. One for each thread.
 */
export class KeptFiles {
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

  /** @typeParam Told as it was kept. */
  find<Told = unknown>(key: string): KeptEntry<Told> | undefined {
    const bytes = this.#cache.get(key);
    if (!bytes) return undefined;
    let at = lengthBytes + bytes.readUInt32LE(0);
    const { told, sizes } = JSON.parse(bytes.toString('utf8', lengthBytes, at)) as EntryHead;
    const files = sizes.map(([name, size]) => [name, bytes.subarray(at, (at += size))] as const);
    return { told: told as Told, files: new Map(files) };
  }

  /**
   * Writes files into the index.
   * @returns what was told of them; undefined, and nothing is written, when they are not in the
   * cache.
   */
  restore(key: string): unknown {
    const kept = this.find(key);
    if (!kept) return undefined;
    for (const [name, bytes] of kept.files) writeFileSync(path.join(this.#outputDir, name), bytes);
    return kept.told;
  }

  /** Keeps files that were written into the index. @param told see {@link KeptEntry}. */
  keep(key: string, told: unknown, names: readonly string[]): void {
    const files = names.map((name) => readFileSync(path.join(this.#outputDir, name)));
    const sizes = names.map((name, index) => [name, files[index]?.length ?? 0] as const);
    const head: EntryHead = { told, sizes };
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
