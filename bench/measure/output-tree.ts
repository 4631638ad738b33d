import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** What a build left on disk, counted by the bench itself and equally for every contestant. */
export interface OutputSize {
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
}

export async function measureOutput(directory: string): Promise<OutputSize> {
  let pages = 0;
  let files = 0;
  let bytes = 0;
  const folders = [directory];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        folders.push(full);
        continue;
      }
      files += 1;
      if (entry.name.endsWith('.html')) pages += 1;
      bytes += (await stat(full)).size;
    }
  }
  return { pages, files, bytes };
}
