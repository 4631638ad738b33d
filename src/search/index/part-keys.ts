import { putVarint, type ByteReader } from '../bytes.ts';
import { hanKey } from '../tokens.ts';
import type { PostAnalyser } from './analyse-post.ts';
import type { HanTable } from './han-table.ts';
import type { PostingColumns } from './posting-columns.ts';
import { sliceCount, sliceOfHan, sliceOfWord } from './slices.ts';
import type { WordTable } from './word-table.ts';

/**
 * Encodes the keys of a post, slice by slice, as a part holds them. A slice of Han: each character,
 * ascending, as distance to the one before, mask, number of pairs, and for each pair distance and
 * mask. A slice of words: for each, length in bytes, UTF-8 and mask, unsorted. A mask with one bit
 * is that bit's number times two, which fits a byte; any other mask is times two plus one.
 */
export class KeyEncoder {
  bytes = new Uint8Array(1 << 16);
  /** Length of each slice in bytes. */
  readonly lengths = new Uint32Array(sliceCount);
  #wordSlices = new Uint8Array(1 << 10);
  readonly #sliceStarts = new Uint32Array(sliceCount + 1);
  #wordOrder = new Uint32Array(1 << 10);

  /** Encodes into `bytes`. @returns the length of the keys in bytes. */
  encode({ han, words, wordMasks }: PostAnalyser): number {
    this.lengths.fill(0);
    const most =
      han.characterCount * 13 + han.pairCount * 8 + words.count * 8 + words.unitCount * 3;
    if (most > this.bytes.length) this.bytes = new Uint8Array(most * 2);
    return this.#encodeWords(words, wordMasks, this.#encodeHan(han));
  }

  #encodeHan(han: HanTable): number {
    han.sort();
    const { characters, characterCount, characterMasks, pairs, pairMasks, pairCount } = han;
    const { bytes, lengths } = this;
    let [at, start, slice, before, pair] = [0, 0, -1, 0, 0];
    for (let index = 0; index < characterCount; index++) {
      const character = characters[index] as number;
      const own = sliceOfHan(character);
      if (own !== slice) {
        if (slice >= 0) lengths[slice] = at - start;
        [slice, start, before] = [own, at, 0];
      }
      at = putVarint(bytes, at, character - before);
      before = character;
      at = putMask(bytes, at, characterMasks[character] as number);
      let end = pair;
      while (end < pairCount && (pairs[end] as number) >>> 16 === character) end++;
      at = putVarint(bytes, at, end - pair);
      for (let second = 0; pair < end; pair++) {
        const next = (pairs[pair] as number) & 0xffff;
        at = putVarint(bytes, at, next - second);
        second = next;
        at = putMask(bytes, at, pairMasks[pair] as number);
      }
    }
    if (slice >= 0) lengths[slice] = at - start;
    return at;
  }

  #encodeWords(
    { units, starts, count }: WordTable<Uint16Array>,
    masks: Uint32Array,
    from: number,
  ): number {
    const { bytes, lengths } = this;
    this.#orderBySlice(units, starts, count);
    let at = from;
    for (let index = 0; index < count; index++) {
      const number = this.#wordOrder[index] as number;
      const start = at;
      // Most words take one byte for their length; the others are moved by one.
      const head = at + 1;
      at = putUtf8(bytes, head, units, starts[number] as number, starts[number + 1] as number);
      const length = at - head;
      if (length > 127) {
        bytes.copyWithin(head + 1, head, at);
        at++;
      }
      putVarint(bytes, start, length);
      at = putMask(bytes, at, masks[number] as number);
      const slice = this.#wordSlices[number] as number;
      lengths[slice] = (lengths[slice] as number) + at - start;
    }
    return at;
  }

  #orderBySlice(units: Uint16Array, starts: Uint32Array, count: number): void {
    if (count > this.#wordOrder.length) {
      this.#wordOrder = new Uint32Array(count * 2);
      this.#wordSlices = new Uint8Array(count * 2);
    }
    const places = this.#sliceStarts.fill(0);
    for (let number = 0; number < count; number++) {
      const slice = sliceOfWord(units[starts[number] as number] as number);
      this.#wordSlices[number] = slice;
      places[slice + 1] = (places[slice + 1] as number) + 1;
    }
    for (let slice = 1; slice <= sliceCount; slice++) {
      places[slice] = (places[slice] as number) + (places[slice - 1] as number);
    }
    for (let number = 0; number < count; number++) {
      const slice = this.#wordSlices[number] as number;
      const place = places[slice] as number;
      places[slice] = place + 1;
      this.#wordOrder[place] = number;
    }
  }
}

/** Reads the Han keys of a document in a slice, up to `stop`. */
export function decodeHan(
  reader: ByteReader,
  stop: number,
  document: number,
  to: Pick<PostingColumns, 'push'>,
): void {
  for (let character = 0; reader.position < stop;) {
    character += reader.varint();
    to.push(hanKey(character), document, decodeMask(reader.varint()));
    let pairs = reader.varint();
    for (let second = 0; pairs > 0; pairs--) {
      second += reader.varint();
      to.push(hanKey(character, second), document, decodeMask(reader.varint()));
    }
  }
}

/**
 * Reads the words of a document in a slice, up to `stop`. Their keys are their numbers in `words`.
 */
export function decodeWords(
  reader: ByteReader,
  stop: number,
  document: number,
  words: WordTable<Uint8Array>,
  to: PostingColumns,
): void {
  while (reader.position < stop) {
    const length = reader.varint();
    const start = reader.position;
    reader.position += length;
    to.push(words.add(reader.bytes, start, start + length), document, decodeMask(reader.varint()));
  }
}

/** The words of a table, by number. */
export function decodeTexts({ units, starts, count, unitCount }: WordTable<Uint8Array>): string[] {
  // Decodes all words at once: a call per word would take most of the time.
  const text = new TextDecoder().decode(units.subarray(0, unitCount));
  const texts: string[] = [];
  for (let number = 0, at = 0; number < count; number++) {
    const start = at;
    for (let byte = starts[number] as number; byte < (starts[number + 1] as number); byte++) {
      at += unitsBegunBy(units[byte] as number);
    }
    texts.push(text.slice(start, at));
  }
  return texts;
}

/** UTF-16 code units that a byte of UTF-8 begins: none for a continuation byte. */
function unitsBegunBy(byte: number): number {
  if ((byte & 0xc0) === 0x80) return 0;
  return byte < 0xf0 ? 1 : 2;
}

function putMask(bytes: Uint8Array, at: number, mask: number): number {
  const isSingle = (mask & (mask - 1)) === 0;
  return putVarint(bytes, at, isSingle ? (31 - Math.clz32(mask)) * 2 : mask * 2 + 1);
}

function decodeMask(code: number): number {
  return code & 1 ? code >>> 1 : 1 << (code >>> 1);
}

function putUtf8(
  bytes: Uint8Array,
  from: number,
  units: Uint16Array,
  start: number,
  end: number,
): number {
  let at = from;
  for (let index = start; index < end; index++) {
    let code = units[index] as number;
    if (code < 0x80) {
      bytes[at++] = code;
      continue;
    }
    if (code < 0x800) bytes[at++] = 0xc0 | (code >>> 6);
    else {
      if ((code & 0xfc00) === 0xd800) {
        code = ((code & 0x3ff) << 10) + ((units[++index] as number) & 0x3ff) + 0x10000;
        bytes[at++] = 0xf0 | (code >>> 18);
        bytes[at++] = 0x80 | ((code >>> 12) & 63);
      } else bytes[at++] = 0xe0 | (code >>> 12);
      bytes[at++] = 0x80 | ((code >>> 6) & 63);
    }
    bytes[at++] = 0x80 | (code & 63);
  }
  return at;
}
