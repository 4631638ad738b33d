import { ByteReader } from './bytes.ts';
import { inflate } from './container.ts';
import { crc32 } from './crc32.ts';
import { SearchIndexError } from './errors.ts';

/** Length of the CRC-32 that begins every block. */
export const checksumBytes = 4;

/**
 * Reads a block that is fetched by itself.
 * @param path named in the error.
 * @throws {SearchIndexError} when the block is not exactly what was written.
 */
export type OpenBlock<Value> = (bytes: Uint8Array, path: string) => Promise<Value>;

export function damagedBlock(path: string, cause?: unknown): SearchIndexError {
  return new SearchIndexError('corrupt', path, 'holds a damaged block.', cause);
}

/** Opens blocks that `sealBlock` made. @param decode reads their content. */
export function sealedBlock<Value>(decode: (content: Uint8Array) => Value): OpenBlock<Value> {
  return async (bytes, path) => {
    try {
      const content = await inflate(bytes.subarray(checksumBytes));
      if (crc32(content) !== checksumOf(bytes)) throw new RangeError('The checksum is wrong.');
      return decode(content);
    } catch (error) {
      throw damagedBlock(path, error);
    }
  };
}

/**
 * The bytes after the checksum, for blocks that are not deflated as a whole.
 * @throws {SearchIndexError} when the checksum is wrong.
 */
export function checkedContent(bytes: Uint8Array, path: string): Uint8Array {
  const content = bytes.subarray(checksumBytes);
  if (content.length === 0 || crc32(content) !== checksumOf(bytes)) throw damagedBlock(path);
  return content;
}

function checksumOf(bytes: Uint8Array): number {
  return new ByteReader(bytes).uint32();
}
