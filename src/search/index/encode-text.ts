import {
  asciiUnits,
  eachCode,
  escapeUnit,
  firstTable,
  longestCode,
  tableAfter,
} from '../text-code.ts';
import { textCodeTables } from '../text-code-tables.ts';

/** A table entry is a code shifted left, with its length (at most 16) in the lowest bits. */
const lengthBits = 5;
const lengthMask = (1 << lengthBits) - 1;

/** Table 0: units after anything but ASCII. 0 for units without a code. */
const codes = new Uint32Array(65_536);
/** The tables for units after ASCII, one after another. */
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

/** Number of a pseudo-table: the unit itself in 16 bits. */
const asIs = textCodeTables.length;
const unitBits = 16;

/** Most bits that a unit takes: not in its table, not in table 0, then the unit itself. */
const mostBits = longestCode * 2 + unitBits;

let bytes = new Uint8Array(1 << 13);

/** A text in the code of the index. */
export interface EncodedText {
  /** A view, valid until the next call. */
  readonly bytes: Uint8Array;
  /** How many units no table has. */
  readonly escaped: number;
}

/** Writes a text in the code that `decodeText` reads. @param text in UTF-16. */
export function encodeText(text: Uint16Array): EncodedText {
  const most = Math.ceil((text.length * mostBits) / 8) + 2;
  if (bytes.length < most) bytes = new Uint8Array(most * 2);
  // Local variables are faster than a `BitWriter`, which loads and stores its state for each unit.
  const to = bytes;
  let [length, pending, count] = [0, 0, 0];
  let table = firstTable;
  let escaped = 0;
  for (let at = 0; at < text.length;) {
    const unit = text[at] as number;
    let entry = 0;
    if (table === 0) entry = codes[unit] as number;
    else if (table === asIs) entry = (unit << lengthBits) | unitBits;
    else if (unit < asciiUnits) entry = codesAfterAscii[table * asciiUnits + unit] as number;
    if (entry > 0) {
      at++;
      table = tableAfter(unit);
    } else {
      entry = escapes[table] as number;
      if (table === 0) escaped++;
      table = table === 0 ? asIs : 0;
    }
    pending |= (entry >>> lengthBits) << count;
    count += entry & lengthMask;
    if (count >= 16) {
      to[length++] = pending;
      to[length++] = pending >>> 8;
      pending >>>= 16;
      count -= 16;
    }
  }
  for (; count > 0; count -= 8) {
    to[length++] = pending;
    pending >>>= 8;
  }
  return { bytes: to.subarray(0, length), escaped };
}

/** Bits are written lowest first, but a prefix code is read from its highest bit on. */
function reversed(code: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit++) result |= ((code >>> bit) & 1) << (bits - 1 - bit);
  return result;
}
