import { cpSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { projectDir } from './program.ts';

/**
 * Copies the program without its tests into a folder of its own. So a test has other absolute
 * paths, empty caches, and data files that it may change.
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

/**
 * Text of a site's `.eleventy.ts`.
 * @param call of a method of Eleventy's.
 * @param program the program's folder, seen from the site's.
 */
export function eleventyFile(call: string, program = '.'): string {
  return `import { inkstone } from '${program}/src/index.ts';
export { eleventyOptions as config } from '${program}/src/index.ts';
export default function (eleventyConfig) {
  eleventyConfig.addPlugin(inkstone);
  eleventyConfig.${call};
}
`;
}
