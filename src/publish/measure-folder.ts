import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

export interface FolderSize {
  readonly files: number;
  readonly bytes: number;
}

/** Counts the files below a folder and their bytes. */
export function measureFolder(folder: string): FolderSize {
  let files = 0;
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    files++;
    bytes += statSync(path.join(entry.parentPath, entry.name)).size;
  }
  return { files, bytes };
}
