import type { SegmentReader } from '../../cache/segment-reader.ts';
import { textPackSize } from '../format.ts';
import type { Pack } from '../pages.ts';
import type { SearchPart } from './collect-parts.ts';
import { checksumBytes } from '../sealed-block.ts';
import { PackWriter } from './pack-writer.ts';
import { crc32 } from './seal.ts';

/** Where the text of each document lies. */
export interface PackedTexts {
  readonly packs: readonly Pack[];
  readonly places: readonly { readonly pack: number; readonly offset: number }[];
}

/**
 * Copies the compressed text blocks of documents into packs, in the order of documents.
 * @param parts in the order of documents.
 * @param reader of the folder where they lie.
 * @throws {Error} when one is damaged or missing.
 */
export function packTexts(
  parts: readonly SearchPart[],
  reader: SegmentReader,
  outputDir: string,
): PackedTexts {
  const total = parts.reduce((sum, { texts }) => sum + texts.length, 0);
  const writer = new PackWriter(outputDir, 'text', textPackSize(total));
  const places = parts.map(({ texts, blockLengths }) => {
    const bytes = reader.read(texts);
    checkBlocks(bytes, blockLengths);
    return writer.add(bytes);
  });
  writer.close();
  return { packs: writer.packs, places };
}

/** Readers check each block by itself; what they would refuse must not be published. */
function checkBlocks(bytes: Buffer, blockLengths: readonly number[]): void {
  let at = 0;
  for (const length of blockLengths) {
    const content = bytes.subarray(at + checksumBytes, at + length);
    if (bytes.readUInt32LE(at) !== crc32(content))
      throw new Error('A text of the search index is damaged.');
    at += length;
  }
}
