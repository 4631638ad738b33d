import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { textPackSize } from '../format.ts';
import type { Pack } from '../pages.ts';
import { PackWriter } from './pack-writer.ts';
import { readFully } from './part-reader.ts';
import type { SearchPart } from './part-store.ts';

/** Where the text of each document lies. */
export interface PackedTexts {
  readonly packs: readonly Pack[];
  readonly places: readonly { readonly pack: number; readonly offset: number }[];
}

/** Plain data. */
export interface TextSources {
  readonly partsDir: string;
  readonly outputDir: string;
  /** In the order of documents. */
  readonly parts: readonly SearchPart[];
}

/** Copies the compressed text blocks of the documents into packs, in the order of documents. */
export function packTexts({ partsDir, outputDir, parts }: TextSources): PackedTexts {
  const files = new Map<string, number>();
  const total = parts.reduce((sum, { blockLengths }) => sum + lengthOf(blockLengths), 0);
  const writer = new PackWriter(outputDir, 'text', textPackSize(total));
  try {
    const places = parts.map(({ segment, textOffset, blockLengths }) => {
      let file = files.get(segment);
      if (file === undefined) {
        file = openSync(path.join(partsDir, `${segment}.text`), 'r');
        files.set(segment, file);
      }
      const bytes = Buffer.allocUnsafe(lengthOf(blockLengths));
      readFully(file, bytes, textOffset);
      return writer.add(bytes);
    });
    writer.close();
    return { packs: writer.packs, places };
  } finally {
    for (const file of files.values()) closeSync(file);
  }
}

function lengthOf(blockLengths: readonly number[]): number {
  return blockLengths.reduce((sum, length) => sum + length, 0);
}
