import { cpSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { projectDir } from './build-site.ts';

/**
 * Copies the program without its tests into a folder of its own: other absolute paths, caches that
 * are empty, data files that a test may change.
 * @returns the folder.
 */
export function copyProgram(folder: string): string {
  for (const name of ['src', '_includes', '_data']) {
    cpSync(path.join(projectDir, name), path.join(folder, name), { recursive: true });
  }
  for (const name of [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'site.config.ts',
    '.eleventy.ts',
  ]) {
    cpSync(path.join(projectDir, name), path.join(folder, name));
  }
  symlinkSync(path.join(projectDir, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}
