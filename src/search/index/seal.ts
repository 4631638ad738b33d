import * as zlib from 'node:zlib';
import type { ZlibOptions } from 'node:zlib';
import { crc32 as portableCrc32 } from '../crc32.ts';

/** CRC-32 of zlib where Node has it (20.15 and 22.2): five times faster than `crc32`. */
export const crc32: (bytes: Uint8Array) => number =
  typeof zlib.crc32 === 'function' ? (bytes) => zlib.crc32(bytes) : (bytes) => portableCrc32(bytes);

/**
 * Deflate without searching for repetitions, of which bits of postings have hardly any: half
 * the time.
 */
export const huffmanOnly = { strategy: zlib.constants.Z_HUFFMAN_ONLY } as const;

/**
 * Makes a block that is fetched by itself: CRC-32 of the content, then the content by raw deflate.
 * `sealedBlock` opens it.
 */
export function sealBlock(content: Uint8Array, options: ZlibOptions = {}): Uint8Array {
  // One chunk with room for the result: Node's default of 16 KB takes longer to allocate than a
  // small block takes to compress.
  const compressed = zlib.deflateRawSync(content, { chunkSize: content.length + 64, ...options });
  const block = Buffer.allocUnsafe(4 + compressed.length);
  block.writeUInt32LE(crc32(content), 0);
  block.set(compressed, 4);
  return block;
}
