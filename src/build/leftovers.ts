import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isRunning } from './output-lock.ts';

/**
 * Removes files and folders of processes that no longer run.
 * @param folder absolute path.
 * @param ofProcess matches their names; its group is the number of the process.
 */
export async function removeLeftovers(folder: string, ofProcess: RegExp): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = ofProcess.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    await rm(path.join(folder, name), { recursive: true, force: true });
  }
}
