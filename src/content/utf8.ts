import { isAscii, transcode } from 'node:buffer';

/** The text of sound UTF-8. By way of UTF-16 it is there in a quarter of the time that TextDecoder takes for Chinese (0.3 instead of 1.5 s for 384 MB). */
export function decodeUtf8(bytes: Uint8Array): string {
  if (isAscii(bytes))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return transcode(bytes, 'utf8', 'utf16le').toString('utf16le');
}
