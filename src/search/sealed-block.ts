import { ByteReader } from './bytes.ts';
import { inflate } from './container.ts';
import { crc32 } from './crc32.ts';
import { SearchIndexError } from './errors.ts';

/** Of the CRC-32 that begins a block. */
export const checksumBytes = 4;

/** The content of a block that `sealBlock` made. @throws {SearchIndexError} when the block is not what was written. */
export async function openBlock(bytes: Uint8Array, path: string): Promise<Uint8Array> {
  const corrupt = (cause?: unknown) =>
    new SearchIndexError('corrupt', path, 'holds a damaged block.', cause);
  if (bytes.length <= checksumBytes) throw corrupt();
  const content = await inflate(bytes.subarray(checksumBytes)).catch((error: unknown) => {
    throw corrupt(error);
  });
  if (crc32(content) !== new ByteReader(bytes).uint32()) throw corrupt();
  return content;
}
