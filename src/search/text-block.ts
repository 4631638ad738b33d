import { ByteReader, ByteWriter } from './bytes.ts';
import type { Zone } from './zones.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Content of a block of text: the overlap in code units, then the text in UTF-8. */
export function encodeTextBlock({ text, overlap }: Zone): Uint8Array {
  const writer = new ByteWriter(text.length * 3 + 5);
  writer.varint(overlap);
  writer.raw(encoder.encode(text));
  return writer.view();
}

export function decodeTextBlock(content: Uint8Array): Zone {
  const reader = new ByteReader(content);
  const overlap = reader.varint();
  return { text: decoder.decode(content.subarray(reader.position)), overlap };
}
