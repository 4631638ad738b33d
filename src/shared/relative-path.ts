import path from 'node:path';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

/** Key of the folder that the command was started in, which later threads know too. */
const startKey = 'inkstone:start';

/**
 * Makes a site's folder the working directory, as Eleventy takes paths from there. Messages still
 * name files as seen from where the command was started. Called before threads start.
 * @param siteDir absolute path.
 */
export function enterSite(siteDir: string): void {
  setEnvironmentData(startKey, startDir());
  process.chdir(siteDir);
}

/** A path as problems name files: seen from where the command was started, with `/` separators. */
export function relativePath(absolute: string): string {
  return pathBelow(startDir(), absolute);
}

/** A file's path below a folder, with `/` separators. */
export function pathBelow(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}

/** The absolute path of a file that `relativePath` has named. */
export function absolutePath(relative: string): string {
  return path.resolve(startDir(), relative);
}

function startDir(): string {
  const entered = getEnvironmentData(startKey);
  return typeof entered === 'string' ? entered : process.cwd();
}
