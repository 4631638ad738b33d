import { copyFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Copies files into a folder, over those that are there, unless they have not changed since.
 * @param outputDir absolute path.
 * @param copies absolute paths of the files, by their path in the folder.
 * @throws {Error} when a file cannot be read or written.
 */
export async function copyFiles(
  outputDir: string,
  copies: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [name, source] of copies) {
    const target = path.join(outputDir, name);
    const [own, copy] = [await stat(source), await stat(target).catch(() => undefined)];
    if (copy?.size === own.size && copy.mtimeMs > own.ctimeMs) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(source, target);
  }
}
