import { SearchIndexError } from '../errors.ts';
import { immutableName, type PackKind } from '../format.ts';
import type { FileEntry } from '../pages.ts';
import type { OpenBlock } from '../sealed-block.ts';
import { Cache } from './cache.ts';
import type { ByteRange, FetchBytes } from './types.ts';

/** Decoded blocks in memory; each takes 10 to 50 KB. */
const keptBlocks = 512;
const keptPacks = 32;

/**
 * Reads blocks of packs by range requests. If the host answers one with the whole file, only whole
 * files are fetched from then on, and cached.
 */
export class PackFiles {
  readonly #fetch: FetchBytes;
  readonly #blocks = new Cache<unknown>(keptBlocks);
  readonly #packs = new Cache<Uint8Array>(keptPacks);
  #ranges = true;

  /** @param fetch rejects with {@link SearchIndexError}. */
  constructor(fetch: FetchBytes) {
    this.#fetch = fetch;
  }

  /** Fetches and opens a block. */
  block<Value>(
    kind: PackKind,
    pack: FileEntry,
    range: ByteRange,
    open: OpenBlock<Value>,
  ): Promise<Value> {
    const name = immutableName(kind, pack);
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
