import { statSync } from 'node:fs';
import { listFiles } from './list-files.ts';

/** Number and total size of the files in a folder. */
export interface FolderSize {
  readonly files: number;
  readonly bytes: number;
}

/** Counts the files below a folder and their bytes. */
export function measureFolder(folder: string): FolderSize {
  const files = listFiles(folder);
  return { files: files.length, bytes: files.reduce((sum, file) => sum + statSync(file).size, 0) };
}
