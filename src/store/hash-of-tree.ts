import { readFileSync, statSync } from 'node:fs';
import { listFiles } from '../shared/list-files.ts';
import { shortChecksum } from './segment.ts';

/** Hash of a file, or of the files in a folder; empty if there is none. */
export function hashOfTree(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return '';
  if (!stats.isDirectory()) return shortChecksum(readFileSync(file));
  const files = listFiles(file).map((one) => `${one}\n${shortChecksum(readFileSync(one))}`);
  return shortChecksum(files.sort().join('\n'));
}
