const table = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  table[byte] = value;
}

/** CRC-32 as in gzip (RFC 1952, section 8). Pass the previous result to continue it. */
export function crc32(bytes: Uint8Array, previous = 0): number {
  let value = ~previous;
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- an iterator takes twice the time.
  for (let at = 0; at < bytes.length; at++) {
    value = (value >>> 8) ^ (table[(value ^ (bytes[at] as number)) & 255] as number);
  }
  return ~value >>> 0;
}
