import type { FileEntry } from '../directory.ts';
import { SearchIndexError } from '../errors.ts';
import { immutableName } from '../format.ts';
import type { PackKind } from '../format.ts';
import type { OpenBlock } from '../sealed-block.ts';
import { Cache } from './cache.ts';
import type { ByteRange } from './types.ts';

/** Fetches one file, or part of it; rejects with {@link SearchIndexError}. */
export type FetchFile = (name: string, range?: ByteRange) => Promise<Uint8Array>;

/** Decoded blocks that are kept: a block takes 10 to 50 KB of memory. */
const keptBlocks = 512;
const keptPacks = 32;

/**
 * Reads blocks out of packs. From a host that answers a range request with the whole file, whole
 * files are fetched from then on, and kept.
 */
export class PackFiles {
  readonly #fetch: FetchFile;
  readonly #blocks = new Cache<unknown>(keptBlocks);
  readonly #packs = new Cache<Uint8Array>(keptPacks);
  #ranges = true;

  constructor(fetch: FetchFile) {
    this.#fetch = fetch;
  }

  /** What a block holds. */
  block<Value>(
    kind: PackKind,
    pack: FileEntry,
    range: ByteRange,
    open: OpenBlock<Value>,
  ): Promise<Value> {
    const name = immutableName(kind, pack.checksum, pack.length);
    const load = async () => open(await this.#bytes(name, pack.length, range), name);
    return this.#blocks.get(`${name} ${range.start}`, load) as Promise<Value>;
  }

  async #bytes(name: string, length: number, range: ByteRange): Promise<Uint8Array> {
    if (this.#ranges) {
      const bytes = await this.#fetch(name, range);
      if (bytes.length === range.end - range.start) return bytes;
      checkLength(name, bytes, length);
      this.#ranges = false;
      await this.#packs.get(name, () => Promise.resolve(bytes));
    }
    const whole = await this.#packs.get(name, async () => {
      const bytes = await this.#fetch(name);
      checkLength(name, bytes, length);
      return bytes;
    });
    return whole.subarray(range.start, range.end);
  }
}

function checkLength(name: string, bytes: Uint8Array, length: number): void {
  if (bytes.length === length) return;
  throw new SearchIndexError('corrupt', name, `has ${bytes.length} bytes instead of ${length}.`);
}
