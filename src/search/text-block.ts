import { ByteReader } from './bytes.ts';
import { inflate } from './container.ts';
import { decodeText } from './decode-text.ts';
import { checkedContent, damagedBlock } from './sealed-block.ts';

/** A part of an article's body; see `maximumZones`. */
export interface Zone {
  /** Its text, including the beginning of the next zone. */
  readonly text: string;
  /** How many code units at its end belong to the next zone. */
  readonly overlap: number;
}

/**
 * A block is a CRC-32 of all that follows, the overlap in code units, the length in code units
 * times two plus the form, and the text. Its form: `coded`, the code of `text-code.ts`; or
 * `deflated`, UTF-8 by raw deflate, which is smaller for scripts that the code has no tables for.
 */
export const textForms = { coded: 0, deflated: 1 } as const;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Opens a text block that `sealText` made.
 * @param path named in the error.
 * @throws {SearchIndexError} when the block is not exactly what was written.
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

/** The text of consecutive zones, without the overlaps. */
export function joinZones(zones: readonly Zone[]): string {
  return zones
    .map(({ text, overlap }, index) =>
      index === zones.length - 1 ? text : text.slice(0, text.length - overlap),
    )
    .join('');
}
