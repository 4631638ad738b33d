import { statSync, utimesSync } from 'node:fs';
import { listFiles } from '../../src/shared/list-files.ts';

/**
 * Makes files an hour older, since builds leave fresh files alone, which another build may be
 * using.
 */
export function anHourPasses(folder: string): void {
  for (const file of listFiles(folder)) {
    const { atime, mtime } = statSync(file);
    utimesSync(file, atime, new Date(mtime.getTime() - 3_600_000));
  }
}
