import { BitReader, type BitWriter } from './bits.ts';
import { bodyBits, headBit, titleBit } from './format.ts';

/**
 * The documents in which a key stands, ascending, and for each a mask of the zones in which it does
 * (see `maximumZones`, `headBit`, `titleBit`).
 */
export interface Postings {
  readonly documents: Uint32Array;
  readonly masks: Uint32Array;
}

export const emptyPostings: Postings = {
  documents: new Uint32Array(0),
  masks: new Uint32Array(0),
};

/**
 * Whether a list has flags instead of masks: whether in title and head only; the body counts as a
 * hit in every zone. Han characters that stand in an eighth of the documents or more have flags:
 * their zones say little and would be a seventh of the index.
 * @param key of `hanKey`, or a word.
 * @param count documents in the list.
 * @param documentCount documents in the index.
 */
export function isFlagList(key: number | string, count: number, documentCount: number): boolean {
  const isSingleHan = typeof key === 'number' && (key & 0xffff) === 0;
  return isSingleHan && count * 8 >= documentCount;
}

/**
 * Low bits of a gap that are written as they are. Gaps in a list are near geometric, for which
 * Golomb-Rice codes are best (Witten, Moffat and Bell, Managing Gigabytes, section 3.3): 1.4 bytes
 * a posting, where varints take 2.3.
 */
export function riceBits(count: number, documentCount: number): number {
  const mean = (documentCount / count) * Math.LN2;
  return mean < 2 ? 0 : Math.min(20, 31 - Math.clz32(mean));
}

/** Bits of a zone's number. */
function zoneBits(zones: number): number {
  return 32 - Math.clz32(zones - 1);
}

/** The beginning of an encoded list. */
export interface ListStart {
  /** Its length in bits. */
  readonly bits: number;
  /** Its postings. */
  readonly count: number;
  /** The number after its last document; 0 if it has none. */
  readonly next: number;
}

export const emptyStart: ListStart = { bits: 0, count: 0, next: 0 };

/**
 * Writes the postings `start` to `end - 1`: for each, the gap, then the mask as 0 and the number of
 * the only zone; as 10 and a bit per zone; or as 11, title, head, whether any zone follows, and a
 * bit per zone.
 * @param zones number of zones of each document.
 * @param after the postings before them, if the writer has these already.
 */
export function writePostings(
  writer: BitWriter,
  { documents, masks }: Postings,
  start: number,
  end: number,
  isFlags: boolean,
  zones: Uint8Array,
  after = emptyStart,
): void {
  const bits = riceBits(after.count + end - start, zones.length);
  let { next } = after;
  for (let at = start; at < end; at++) {
    const document = documents[at] as number;
    const mask = masks[at] as number;
    const gap = document - next;
    next = document + 1;
    writer.rice(gap, bits);
    const marks = (mask & titleBit ? 1 : 0) | (mask & headBit ? 2 : 0);
    if (isFlags) {
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

/**
 * Reads a list that {@link writePostings} wrote.
 * @param at byte at which it begins.
 * @param count its postings.
 * @param zones number of zones of each document.
 * @param after the postings that are left out.
 * @throws {RangeError} when the bytes end early.
 */
export function readPostings(
  bytes: Uint8Array,
  at: number,
  count: number,
  isFlags: boolean,
  zones: Uint8Array,
  after = emptyStart,
): Postings {
  const reader = new BitReader(bytes, at, after.bits);
  const bits = riceBits(count, zones.length);
  const length = count - after.count;
  const documents = new Uint32Array(length);
  const masks = new Uint32Array(length);
  let { next } = after;
  for (let index = 0; index < length; index++) {
    const document = next + reader.rice(bits);
    next = document + 1;
    documents[index] = document;
    masks[index] = isFlags
      ? bodyBits | marksOf(reader.read(2))
      : readMask(reader, zones[document] ?? 1);
  }
  return { documents, masks };
}

/**
 * The beginning of a list, up to the first document that is not less than `until`. The parameters
 * are those of {@link readPostings}.
 */
export function listStart(
  bytes: Uint8Array,
  at: number,
  count: number,
  isFlags: boolean,
  zones: Uint8Array,
  until: number,
): ListStart {
  const reader = new BitReader(bytes, at);
  const bits = riceBits(count, zones.length);
  let next = 0;
  for (let index = 0; index < count; index++) {
    const read = reader.bitsSince(at);
    const document = next + reader.rice(bits);
    if (document >= until) return { bits: read, count: index, next };
    next = document + 1;
    if (isFlags) reader.read(2);
    else readMask(reader, zones[document] ?? 1);
  }
  return { bits: reader.bitsSince(at), count, next };
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
