import type { SegmentReader } from '../../store/segment-reader.ts';
import type { StoredBytes } from '../../store/segment.ts';
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

/** Texts are not there as they were written. */
export class DamagedTexts extends Error {}

/**
 * Copies the compressed text blocks of documents into packs, in the order of documents.
 * @param parts in the order of documents.
 * @param reader of the folder where they lie.
 * @throws {DamagedTexts} when one is damaged or missing.
 */
export function packTexts(
  parts: readonly SearchPart[],
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

/** Readers check each block by itself; what they would refuse must not be published. */
function checkBlocks(bytes: Buffer, blockLengths: readonly number[]): void {
  let at = 0;
  for (const length of blockLengths) {
    const content = bytes.subarray(at + checksumBytes, at + length);
    if (bytes.readUInt32LE(at) !== crc32(content))
      throw new DamagedTexts('A text of the search index is damaged.');
    at += length;
  }
}
