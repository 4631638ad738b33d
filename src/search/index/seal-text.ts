import { deflateRawSync } from 'node:zlib';
import { putVarint } from '../bytes.ts';
import { checksumBytes } from '../sealed-block.ts';
import { textForms } from '../text-block.ts';
import { textOfUnits } from './units.ts';
import { encodeText } from './encode-text.ts';
import { crc32 } from './seal.ts';
import type { ZoneUnits } from './split-zones.ts';

/**
 * Largest share of units without a code for which the code is smaller than deflate. Japanese lies
 * about there.
 */
const mostEscaped = 1 / 8;

const headerBytes = checksumBytes + 10;

/** Makes a text block, which `openTextBlock` opens. */
export function sealText({ units, overlap }: ZoneUnits): Uint8Array {
  const { bytes, escaped } = encodeText(units);
  return escaped > units.length * mostEscaped
    ? block(overlap, units.length, textForms.deflated, deflateRawSync(textOfUnits(units)))
    : block(overlap, units.length, textForms.coded, bytes);
}

function block(overlap: number, length: number, form: number, text: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(headerBytes + text.length);
  const start = putVarint(bytes, putVarint(bytes, checksumBytes, overlap), length * 2 + form);
  bytes.set(text, start);
  const end = start + text.length;
  bytes.writeUInt32LE(crc32(bytes.subarray(checksumBytes, end)), 0);
  return bytes.subarray(0, end);
}
