import { BitReader } from './bits.ts';
import type { BitWriter } from './bits.ts';
import { bodyBits, headBit, titleBit } from './format.ts';

/** The documents of one key in ascending order, each with the zones in which the key occurs. */
export interface Postings {
  readonly documents: Uint32Array;
  readonly masks: Uint32Array;
}

/**
 * How a list is written. `zones`: where in the document. `flags`: only whether in title and head;
 * the body counts as hit everywhere. Single characters that stand in every eighth document or more
 * have flags: their zones say little and would be a seventh of the index.
 */
type ListKind = 'zones' | 'flags';

export function listKind(isSingle: boolean, count: number, documentCount: number): ListKind {
  return isSingle && count * 8 >= documentCount ? 'flags' : 'zones';
}

/**
 * Bits of the remainder of a gap, for gaps that are as good as random: Golomb-Rice codes (Witten,
 * Moffat and Bell, Managing Gigabytes, section 3.3). 1.4 bytes per posting, where whole bytes took
 * 2.3.
 */
function riceBits(count: number, documentCount: number): number {
  const mean = (documentCount / count) * Math.LN2;
  return Math.max(0, Math.min(20, Math.floor(Math.log2(Math.max(1, mean)))));
}

/** Bits that tell one zone of a document from the others. */
function zoneBits(zones: number): number {
  return 32 - Math.clz32(zones - 1);
}

/**
 * Writes the postings from `start` to `end`. After each gap: 0 and the only zone; 10 and a bit per
 * zone; or 11, title, head, whether any zone, and then a bit per zone.
 * @param zones number of zones of each document.
 */
export function writePostings(
  writer: BitWriter,
  { documents, masks }: Postings,
  start: number,
  end: number,
  kind: ListKind,
  zones: Uint8Array,
): void {
  const bits = riceBits(end - start, zones.length);
  let next = 0;
  for (let at = start; at < end; at++) {
    const document = documents[at] as number;
    const mask = masks[at] as number;
    const gap = document - next;
    next = document + 1;
    writer.rice(gap, bits);
    const marks = (mask & titleBit ? 1 : 0) | (mask & headBit ? 2 : 0);
    if (kind === 'flags') {
      writer.write(marks, 2);
      continue;
    }
    const body = mask & bodyBits;
    const count = zones[document] as number;
    if (marks !== 0) {
      writer.write(3 | (marks << 2) | (body !== 0 ? 16 : 0), 5);
      if (body !== 0) writer.mask(body, count);
    } else if ((body & (body - 1)) === 0) {
      writer.write((31 - Math.clz32(body)) << 1, zoneBits(count) + 1);
    } else {
      writer.write(1, 2);
      writer.mask(body, count);
    }
  }
}

/** Reads a list of `count` postings that begins at byte `at`. */
export function readPostings(
  bytes: Uint8Array,
  at: number,
  count: number,
  kind: ListKind,
  zones: Uint8Array,
): Postings {
  const reader = new BitReader(bytes, at);
  const bits = riceBits(count, zones.length);
  const documents = new Uint32Array(count);
  const masks = new Uint32Array(count);
  let next = 0;
  for (let index = 0; index < count; index++) {
    const document = next + ((reader.unary() << bits) | reader.read(bits));
    next = document + 1;
    documents[index] = document;
    masks[index] =
      kind === 'flags'
        ? bodyBits | marksOf(reader.read(2))
        : readMask(reader, zones[document] ?? 1);
  }
  return { documents, masks };
}

function readMask(reader: BitReader, zones: number): number {
  if (reader.read(1) === 0) return 1 << reader.read(zoneBits(zones));
  if (reader.read(1) === 0) return reader.mask(zones);
  const marks = marksOf(reader.read(2));
  return reader.read(1) === 1 ? marks | reader.mask(zones) : marks;
}

function marksOf(marks: number): number {
  return (marks & 1 ? titleBit : 0) | (marks & 2 ? headBit : 0);
}
