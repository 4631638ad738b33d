import { ByteReader, putVarint } from './bytes.ts';
import type { Zone } from './zones.ts';

const encoder = new TextEncoder();
let scratch = new Uint8Array(0);
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Content of a block of text: the overlap in code units, then the text in UTF-8. @returns a view, valid until the next call. */
export function encodeTextBlock({ text, overlap }: Zone): Uint8Array {
  const most = text.length * 3 + 5;
  if (most > scratch.length) scratch = new Uint8Array(most * 2);
  const start = putVarint(scratch, 0, overlap);
  const { written } = encoder.encodeInto(text, scratch.subarray(start));
  return scratch.subarray(0, start + written);
}

export function decodeTextBlock(content: Uint8Array): Zone {
  const reader = new ByteReader(content);
  const overlap = reader.varint();
  return { text: decoder.decode(content.subarray(reader.position)), overlap };
}
