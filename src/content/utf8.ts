import { isAscii, transcode } from 'node:buffer';

let units = Buffer.alloc(0);

/** Encodes a text as UTF-8; lone surrogates become U+FFFD. */
export function encodeUtf8(text: string): Buffer {
  const most = text.length * 2;
  if (units.length < most) units = Buffer.allocUnsafe(most * 2);
  return utf8Of(units.subarray(0, units.write(text, 'utf16le')));
}

/** Converts UTF-16 (little-endian) to UTF-8, in half the time of TextEncoder. */
function utf8Of(utf16: Uint8Array): Buffer {
  try {
    return transcode(utf16, 'utf16le', 'utf8');
  } catch {
    // `transcode` fails on lone surrogates.
    return Buffer.from(Buffer.from(utf16).toString('utf16le'));
  }
}

/**
 * Decodes valid UTF-8. By way of UTF-16 this takes a fifth of the time of TextDecoder for Chinese
 * (0.3 rather than 1.5 s for 384 MB).
 */
export function decodeUtf8(bytes: Uint8Array): string {
  if (isAscii(bytes))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return transcode(bytes, 'utf8', 'utf16le').toString('utf16le');
}
