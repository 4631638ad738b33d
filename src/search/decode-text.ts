import { BitReader } from './bits.ts';
import { escapeUnit, firstTable, tableAfter, type CodeTable } from './text-code.ts';
import { textCodeTables } from './text-code-tables.ts';

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

/**
 * Reads a text that `encodeText` wrote.
 * @param start byte at which it begins.
 * @param length in UTF-16 code units.
 * @throws {RangeError} when the bytes end early or hold a code that no table has.
 */
export function decodeText(bytes: Uint8Array, start: number, length: number): string {
  const reader = new BitReader(bytes, start);
  const units = new Uint16Array(length);
  let table = firstTable;
  for (let index = 0; index < length; index++) {
    let unit = readUnit(reader, table);
    if (unit === escapeUnit && table > 0) unit = readUnit(reader, 0);
    if (unit === escapeUnit) unit = reader.read(16);
    units[index] = unit;
    table = tableAfter(unit);
  }
  return decoder.decode(units);
}

const noCodes: CodeTable = { lengths: [], units: '' };

/**
 * Decodes one canonical Huffman code: compares with the first code of each length, as `puff` of
 * zlib does (https://github.com/madler/zlib/tree/master/contrib/puff).
 */
function readUnit(reader: BitReader, table: number): number {
  const { lengths, units } = textCodeTables[table] ?? noCodes;
  let [code, first, index] = [0, 0, 0];
  for (const count of lengths) {
    code |= reader.read(1);
    if (code - first < count) return units.charCodeAt(index + code - first);
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new RangeError('No unit has this code.');
}
