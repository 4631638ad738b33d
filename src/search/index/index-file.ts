import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { sealFile } from '../container.ts';
import type { FileEntry } from '../directory.ts';
import { immutableName, manifestName } from '../format.ts';
import type { FileKind } from '../format.ts';

/** Bytes before (`content`) and after (`file`) compression. */
export interface WrittenBytes {
  content: number;
  file: number;
}

/** Compresses and writes a file that is fetched as a whole. @param written its sizes are added. */
export function writeIndexFile(
  folder: string,
  kind: FileKind,
  content: Uint8Array,
  written: WrittenBytes,
): FileEntry {
  const { bytes, checksum } = sealFile(kind, content, (raw) => deflateRawSync(raw));
  const name = kind === 'manifest' ? manifestName : immutableName(kind, checksum, content.length);
  writeFileSync(path.join(folder, name), bytes);
  written.content += content.length;
  written.file += bytes.length;
  return { checksum, length: content.length };
}
