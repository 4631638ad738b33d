import { readdir, readFile, stat } from 'node:fs/promises';
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
  /** Seen from the output folder. */
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
      found.push({ name: path.relative(directory, full), bytes: size, changedAt: ctimeMs });
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
 * @param ends when each phase ended, in milliseconds since 1970. What is younger than the last end
 * counts for the last phase.
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

/** What whoever uploads a site has to upload and to remove. */
export interface SiteChanges {
  readonly added: FileTotals;
  readonly changed: FileTotals;
  readonly removed: FileTotals;
}

/** Compares the files of a site with those of the site before. Both are folders. */
export async function siteChanges(before: string, after: string): Promise<SiteChanges> {
  const [old, now] = await Promise.all([listOutput(before), listOutput(after)]);
  const oldBytes = new Map(old.map(({ name, bytes }) => [name, bytes]));
  const names = new Set(now.map(({ name }) => name));
  const changed: WrittenFile[] = [];
  for (const file of now) {
    const bytes = oldBytes.get(file.name);
    if (bytes === undefined) continue;
    const read = (folder: string) => readFile(path.join(folder, file.name));
    const isSame = bytes === file.bytes && (await read(before)).equals(await read(after));
    if (!isSame) changed.push(file);
  }
  return {
    added: totals(now.filter(({ name }) => !oldBytes.has(name))),
    changed: totals(changed),
    removed: totals(old.filter(({ name }) => !names.has(name))),
  };
}

function totals(files: readonly WrittenFile[]): FileTotals {
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}
