/*
 * The code of the texts in the index: a canonical prefix code (Huffman 1952, in the form of RFC
 * 1951, section 3.2.2) for UTF-16 code units, whose tables are part of the format. A unit is
 * written by one of several tables, chosen by the unit before it: Latin letters are foretold well
 * by the letter before, Han hardly.
 *
 * Deflate would write its tables into each block, and blocks are small: these texts are a quarter
 * smaller than that, and written in a quarter of the time.
 */

/** The codes of the units behind some unit. */
export interface CodeTable {
  /** How many codes have 1, 2, 3… bits. */
  readonly lengths: readonly number[];
  /** The units in the order of their codes, {@link escapeUnit} among them. */
  readonly units: string;
}

/**
 * Stands for whatever is not in a table. Behind an ASCII unit, a code of table 0 follows; in table
 * 0, the unit as it is, in 16 bits. It has no code of its own: HTML has no such character, and a
 * text that had it would be written in 16 bits too.
 */
export const escapeUnit = 0;

/** Codes have so many bits at most. */
export const longestCode = 15;

/** Units below are ASCII. */
export const asciiUnits = 128;

/** Table 0 holds what follows anything but ASCII; tables above it what follows ASCII. */
export const tableCount = 32;
const [afterSpace, afterNewline, afterCapital, afterDigit, afterOther] = [27, 28, 29, 30, 31];
const [space, newline, firstLetter] = [0x20, 0x0a, 0x61];

/** The table for the unit behind this one. */
export function tableAfter(unit: number): number {
  return unit < asciiUnits ? (afterAscii[unit] ?? 0) : 0;
}

const afterAscii = Uint8Array.from({ length: asciiUnits }, (_, unit) => {
  const character = String.fromCharCode(unit);
  if (/[a-z]/u.test(character)) return 1 + unit - firstLetter;
  if (/[A-Z]/u.test(character)) return afterCapital;
  if (/\d/u.test(character)) return afterDigit;
  if (unit === space) return afterSpace;
  return unit === newline ? afterNewline : afterOther;
});

/** Texts begin as lines do. */
export const firstTable = afterNewline;

/**
 * Hands over the code of each unit of a table, most significant bit first.
 * @param take called with unit, code and the number of its bits.
 */
export function eachCode(
  { lengths, units }: CodeTable,
  take: (unit: number, code: number, bits: number) => void,
): void {
  let [at, code] = [0, 0];
  lengths.forEach((count, index) => {
    for (const end = at + count; at < end; at++) take(units.charCodeAt(at), code++, index + 1);
    code <<= 1;
  });
}
