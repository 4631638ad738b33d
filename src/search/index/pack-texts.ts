import type { SegmentReader } from '../../cache/segment-reader.ts';
import { textPackSize } from '../format.ts';
import type { Pack } from '../pages.ts';
import type { SearchPart } from './collect-parts.ts';
import { PackWriter } from './pack-writer.ts';

/** Where the text of each document lies. */
export interface PackedTexts {
  readonly packs: readonly Pack[];
  readonly places: readonly { readonly pack: number; readonly offset: number }[];
}

/**
 * Copies the compressed text blocks of documents into packs, in the order of documents.
 * @param parts in the order of documents.
 * @param reader of the folder where they lie.
 */
export function packTexts(
  parts: readonly SearchPart[],
  reader: SegmentReader,
  outputDir: string,
): PackedTexts {
  const total = parts.reduce((sum, { texts }) => sum + texts.length, 0);
  const writer = new PackWriter(outputDir, 'text', textPackSize(total));
  const places = parts.map(({ texts }) => writer.add(reader.read(texts)));
  writer.close();
  return { packs: writer.packs, places };
}
