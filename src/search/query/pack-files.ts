import type { FileEntry } from '../directory.ts';
import { SearchIndexError } from '../errors.ts';
import { immutableName } from '../format.ts';
import type { PackKind } from '../format.ts';
import type { OpenBlock } from '../sealed-block.ts';
import { Cache } from './cache.ts';
import type { ByteRange } from './types.ts';

/** Fetches a file or a range of it. Rejects with {@link SearchIndexError}. */
export type FetchFile = (name: string, range?: ByteRange) => Promise<Uint8Array>;

/** Decoded blocks in memory; each takes 10 to 50 KB. */
const keptBlocks = 512;
const keptPacks = 32;

/**
 * Reads blocks of packs by range requests. If the host answers one with the whole file, only whole
 * files are fetched from then on, and cached.
 */
export class PackFiles {
  readonly #fetch: FetchFile;
  readonly #blocks = new Cache<unknown>(keptBlocks);
  readonly #packs = new Cache<Uint8Array>(keptPacks);
  #ranges = true;

  constructor(fetch: FetchFile) {
    this.#fetch = fetch;
  }

  /** Fetches and opens a block. */
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
