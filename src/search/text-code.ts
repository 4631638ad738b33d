/*
 * The code of the texts in the index: a canonical Huffman code (RFC 1951, section 3.2.2) for UTF-16
 * code units. Its tables are part of the format. The unit before chooses the table: it predicts
 * Latin letters well, Han hardly.
 *
 * Deflate writes its tables into each block, and blocks are small: coded texts are a quarter
 * smaller and take a quarter of the time to write. See
 * docs/decisions/008-a-code-for-search-texts.md.
 */

/** A table: the codes of the units that may follow some unit. */
export interface CodeTable {
  /** How many codes have 1, 2, 3… bits. */
  readonly lengths: readonly number[];
  /** The units in the order of their codes, one of them {@link escapeUnit}. */
  readonly units: string;
}

/**
 * Announces a unit that its table does not have. After ASCII, a code of table 0 follows; in table
 * 0, the unit itself in 16 bits. U+0000 may serve, since HTML cannot hold it; a text that does is
 * written in 16 bits too.
 */
export const escapeUnit = 0;

/** Longest code in bits. */
export const longestCode = 15;

/** Units below this are ASCII. */
export const asciiUnits = 128;

/** Table 0 holds what follows units that are not ASCII; the others, what follows ASCII. */
export const tableCount = 32;
const [afterSpace, afterNewline, afterCapital, afterDigit, afterOther] = [27, 28, 29, 30, 31];
const [space, newline, firstLetter] = [0x20, 0x0a, 0x61];

/** The number of the table for the unit after this one. */
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

/** A text begins like a line. */
export const firstTable = afterNewline;

/**
 * Lists the codes of a table, most significant bit first.
 * @param take called with each unit, its code and the length of the code in bits.
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
