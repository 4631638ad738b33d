import { statSync } from 'node:fs';
import { listFiles } from './list-files.ts';
import { pathBelow } from './relative-path.ts';

/** The bytes of each file below a folder, by its path there, with `/` between names. */
export function fileSizes(folder: string): ReadonlyMap<string, number> {
  const files = listFiles(folder);
  return new Map(files.map((file) => [pathBelow(folder, file), statSync(file).size]));
}
