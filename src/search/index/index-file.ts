import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { ByteWriter } from '../bytes.ts';
import { magic } from '../container.ts';
import { fileKinds, formatVersion, immutableName, manifestName, type FileKind } from '../format.ts';
import type { FileEntry } from '../pages.ts';
import { crc32 } from './seal.ts';

/** Bytes before (`content`) and after (`file`) compression. */
export interface WrittenBytes {
  content: number;
  file: number;
}

/**
 * Writes a file that is fetched as a whole: magic number, version and kind, length and CRC-32 of
 * the content, then the content by raw deflate (RFC 1951). It is compressed here because hosts
 * compress only text types.
 * @param written its sizes are added.
 */
export function writeIndexFile(
  folder: string,
  kind: FileKind,
  content: Uint8Array,
  written: WrittenBytes,
): FileEntry {
  const entry = { checksum: crc32(content), length: content.length };
  const writer = new ByteWriter();
  writer.uint32(magic);
  writer.uint32(formatVersion | (fileKinds[kind] << 8));
  writer.uint32(entry.length);
  writer.uint32(entry.checksum);
  // With less memory, deflate makes a new code every few thousand bytes: one for each kind of list.
  writer.raw(deflateRawSync(content, { memLevel: 5 }));
  const bytes = writer.view();
  const name = kind === 'manifest' ? manifestName : immutableName(kind, entry);
  writeFileSync(path.join(folder, name), bytes);
  written.content += entry.length;
  written.file += bytes.length;
  return entry;
}
