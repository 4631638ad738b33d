import { ByteReader } from './bytes.ts';
import { inflate } from './container.ts';
import { decodeText } from './decode-text.ts';
import { checkedContent, damagedBlock } from './sealed-block.ts';
import type { Zone } from './zones.ts';

/**
 * How a block holds its text: in the code of the index, or as UTF-8 by raw deflate when that code
 * has not been made for its script. A block is a CRC-32 of the rest, the overlap in code units, the
 * length in code units doubled with the form in the lowest bit, and the text.
 */
export const textForms = { coded: 0, deflated: 1 } as const;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A block of text that `sealText` made.
 * @param path for the error.
 * @throws {SearchIndexError} when the block is not what was written.
 */
export async function openTextBlock(bytes: Uint8Array, path: string): Promise<Zone> {
  const content = checkedContent(bytes, path);
  try {
    const reader = new ByteReader(content);
    const overlap = reader.varint();
    const lengthAndForm = reader.varint();
    const text =
      (lengthAndForm & 1) === textForms.coded
        ? decodeText(content, reader.position, lengthAndForm >>> 1)
        : decoder.decode(await inflate(content.subarray(reader.position)));
    return { text, overlap };
  } catch (error) {
    throw damagedBlock(path, error);
  }
}
