import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nameFailedFile } from './name-failed-file.ts';

/**
 * Writes a file under another name, and gives it its own when complete: whoever reads it meanwhile
 * gets the old bytes or the new ones, and a killed process leaves no half of it.
 * @param file absolute path; its folder is made if absent.
 * @throws {Error} of the system, naming the file.
 */
export function writeWhole(file: string, bytes: Uint8Array): void {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true });
  // Hosts send nothing that begins with a dot, should a killed build leave it.
  const partial = path.join(folder, `.${randomUUID()}`);
  try {
    nameFailedFile(file, () => {
      writeFileSync(partial, bytes);
    });
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
