import { realpath } from 'node:fs/promises';
import path from 'node:path';

/** Whether a file or folder, all links followed, lies below a folder or is it. @param realFolder without links. @throws {Error} when there is no such file. */
export async function isBelow(file: string, realFolder: string): Promise<boolean> {
  const real = await realpath(file);
  return real === realFolder || real.startsWith(realFolder + path.sep);
}
