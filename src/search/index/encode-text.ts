import {
  asciiUnits,
  eachCode,
  escapeUnit,
  firstTable,
  longestCode,
  tableAfter,
} from '../text-code.ts';
import { textCodeTables } from '../text-code-tables.ts';

/** An entry is a code with its length in the lowest bits, 16 at most. */
const lengthBits = 5;
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

/** What has no code in any table is written as it is: a table that is not one. */
const asIs = textCodeTables.length;
const unitBits = 16;

/**
 * Most bits of a unit: that it is not in its table, that it is not in table 0, and the unit itself.
 */
const mostBits = longestCode * 2 + unitBits;

let bytes = new Uint8Array(1 << 13);

/** A text in the code of the index. */
export interface EncodedText {
  /** A view, valid until the next call. */
  readonly bytes: Uint8Array;
  /** How many of its units have no code. */
  readonly escaped: number;
}

/** Writes a text in the code that `decodeText` reads. @param text in UTF-16. */
export function encodeText(text: Uint16Array): EncodedText {
  const most = Math.ceil((text.length * mostBits) / 8) + 2;
  if (bytes.length < most) bytes = new Uint8Array(most * 2);
  // Bits are gathered in local variables, which a `BitWriter` would load and store for each unit.
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

/** Bits are written lowest first, and codes are told apart from their highest bit on. */
function reversed(code: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit++) result |= ((code >>> bit) & 1) << (bits - 1 - bit);
  return result;
}
