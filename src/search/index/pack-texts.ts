import type { SegmentReader } from '../../store/segment-reader.ts';
import type { DocumentRecord } from '../document-table.ts';
import { textPackSize } from '../format.ts';
import type { Pack } from '../pages.ts';
import type { PartPlace } from './collect-parts.ts';
import { checksumBytes } from '../sealed-block.ts';
import { PackWriter } from './pack-writer.ts';
import { crc32 } from './seal.ts';

/** Where the texts of each document lie. Plain data. */
export interface PackedTexts {
  readonly packs: readonly Pack[];
  readonly places: readonly Pick<DocumentRecord, 'pack' | 'offset' | 'blockLengths'>[];
}

/**
 * Copies the text blocks of all documents from the cache of parts into packs.
 * @param parts in the order of documents.
 * @param reader of the cache of parts.
 * @throws {Error} when one is missing or damaged.
 */
export function packTexts(
  parts: readonly PartPlace[],
  reader: SegmentReader,
  outputDir: string,
): PackedTexts {
  const total = parts.reduce((sum, { texts }) => sum + texts.length, 0);
  const writer = new PackWriter(outputDir, 'text', textPackSize(total));
  const places = parts.map(({ texts, blockLengths }) => {
    const bytes = reader.read(texts);
    checkBlocks(bytes, blockLengths);
    return { ...writer.add(bytes), blockLengths };
  });
  writer.close();
  return { packs: writer.packs, places };
}

/** Checks each block by its checksum, as browsers will. */
function checkBlocks(bytes: Buffer, blockLengths: readonly number[]): void {
  let at = 0;
  for (const length of blockLengths) {
    const content = bytes.subarray(at + checksumBytes, at + length);
    if (bytes.readUInt32LE(at) !== crc32(content))
      throw new Error('A text of the search index is damaged.');
    at += length;
  }
}
