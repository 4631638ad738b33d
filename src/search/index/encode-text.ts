import { BitWriter } from '../bits.ts';
import {
  asciiUnits,
  eachCode,
  escapeUnit,
  firstTable,
  longestCode,
  tableAfter,
} from '../text-code.ts';
import { textCodeTables } from '../text-code-tables.ts';

/** An entry is a code with its length in the lowest bits. */
const lengthBits = 32 - Math.clz32(longestCode);
const lengthMask = (1 << lengthBits) - 1;

/** Table 0: what follows anything but ASCII. 0 where a unit has no code. */
const codes = new Uint32Array(65_536);
/** The other tables, one after another. */
const codesAfterAscii = new Uint32Array(asciiUnits * textCodeTables.length);
const escapes = new Uint32Array(textCodeTables.length);
textCodeTables.forEach((table, number) => {
  eachCode(table, (unit, code, bits) => {
    const entry = (reversed(code, bits) << lengthBits) | bits;
    if (unit === escapeUnit) escapes[number] = entry;
    else if (number === 0) codes[unit] = entry;
    else codesAfterAscii[number * asciiUnits + unit] = entry;
  });
});

const writer = new BitWriter();

/** A text in the code of the index. */
export interface EncodedText {
  /** A view, valid until the next call. */
  readonly bytes: Uint8Array;
  /** How many of its units have no code. */
  readonly escaped: number;
}

/** Writes a text in the code that `decodeText` reads. */
export function encodeText(text: string): EncodedText {
  let table = firstTable;
  let escaped = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    let entry = 0;
    if (table > 0) {
      if (unit < asciiUnits) entry = codesAfterAscii[table * asciiUnits + unit] ?? 0;
      if (entry === 0) put(escapes[table] ?? 0);
    }
    entry ||= codes[unit] ?? 0;
    if (entry === 0) {
      put(escapes[0] ?? 0);
      writer.write(unit, 16);
      escaped++;
    } else {
      put(entry);
    }
    table = tableAfter(unit);
  }
  return { bytes: writer.finish(), escaped };
}

function put(entry: number): void {
  writer.write(entry >>> lengthBits, entry & lengthMask);
}

/** Bits are written lowest first, and codes are told apart from their highest bit on. */
function reversed(code: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit++) result |= ((code >>> bit) & 1) << (bits - 1 - bit);
  return result;
}
