import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Files and their bytes. */
export interface FileTotals {
  readonly files: number;
  readonly bytes: number;
}

/** What a build left on disk, counted by the bench itself and equally for every contestant. */
export interface OutputSize extends FileTotals {
  readonly pages: number;
}

/** A file that a build left. */
export interface WrittenFile {
  /** Name without its folder. */
  readonly name: string;
  readonly bytes: number;
  /** When it was last changed (`st_ctime`), in milliseconds since 1970. */
  readonly changedAt: number;
}

/** @returns every file below a folder; none when there is no such folder. */
export async function listOutput(directory: string): Promise<readonly WrittenFile[]> {
  const found: WrittenFile[] = [];
  const folders = [directory];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        folders.push(full);
        continue;
      }
      const { size, ctimeMs } = await stat(full);
      found.push({ name: entry.name, bytes: size, changedAt: ctimeMs });
    }
  }
  return found;
}

export function sizeOf(files: readonly WrittenFile[]): OutputSize {
  const pages = files.filter(({ name }) => name.endsWith('.html')).length;
  return { pages, ...totals(files) };
}

/**
 * What was written in each of several phases that follow each other.
 * @param ends when each phase ended, in milliseconds since 1970. What is younger than the last
 * counts for the last.
 */
export function sizeByPhase(
  files: readonly WrittenFile[],
  ends: readonly number[],
): readonly FileTotals[] {
  const byPhase = ends.map((): WrittenFile[] => []);
  for (const file of files) {
    const phase = ends.findIndex((end) => file.changedAt <= end);
    byPhase.at(phase)?.push(file);
  }
  return byPhase.map(totals);
}

function totals(files: readonly WrittenFile[]): FileTotals {
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}
