import type { SegmentReader } from '../../store/segment-reader.ts';
import type { StoredBytes } from '../../store/segment.ts';
import { textPackSize } from '../format.ts';
import type { Pack } from '../pages.ts';
import type { PartPlace } from './collect-parts.ts';
import { checksumBytes } from '../sealed-block.ts';
import { PackWriter } from './pack-writer.ts';
import { crc32 } from './seal.ts';

/** Where the texts of each document begin. */
export interface PackedTexts {
  readonly packs: readonly Pack[];
  readonly places: readonly { readonly pack: number; readonly offset: number }[];
}

/** A text is missing from the cache or damaged. */
export class DamagedTexts extends Error {}

/**
 * Copies the text blocks of all documents from the cache of parts into packs.
 * @param parts in the order of documents.
 * @param reader of the cache of parts.
 * @throws {DamagedTexts} when one is missing or damaged.
 */
export function packTexts(
  parts: readonly PartPlace[],
  reader: SegmentReader,
  outputDir: string,
): PackedTexts {
  const total = parts.reduce((sum, { texts }) => sum + texts.length, 0);
  const writer = new PackWriter(outputDir, 'text', textPackSize(total));
  const places = parts.map(({ texts, blockLengths }) => {
    const bytes = readTexts(reader, texts);
    checkBlocks(bytes, blockLengths);
    return writer.add(bytes);
  });
  writer.close();
  return { packs: writer.packs, places };
}

function readTexts(reader: SegmentReader, texts: StoredBytes): Buffer {
  try {
    return reader.read(texts);
  } catch (cause) {
    throw new DamagedTexts('A text of the search index is missing.', { cause });
  }
}

/** Checks each block by its checksum, as browsers will. */
function checkBlocks(bytes: Buffer, blockLengths: readonly number[]): void {
  let at = 0;
  for (const length of blockLengths) {
    const content = bytes.subarray(at + checksumBytes, at + length);
    if (bytes.readUInt32LE(at) !== crc32(content))
      throw new DamagedTexts('A text of the search index is damaged.');
    at += length;
  }
}
