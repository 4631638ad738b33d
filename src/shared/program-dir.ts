import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isPackage } from './is-package.ts';

/** Absolute path of the folder that Inkstone itself lies in, with a final slash. */
export const programDir = fileURLToPath(new URL('../../', import.meta.url));

/** Absolute path of the folder of all modules: `src` in the repository, `dist` in the package. */
export const modulesDir = fileURLToPath(new URL('../', import.meta.url));

/**
 * Absolute path of a module of the program: of its source, or of what the package has of it.
 * @param name its path below `src/`, without ending: `build/build`.
 */
export function programModule(name: string): string {
  return path.join(modulesDir, `${name}${isPackage ? '.js' : '.ts'}`);
}

/**
 * Absolute path of the folder of scripts and styles for browsers, as sources: each site bundles
 * them, and the names in minified code depend on types and comments.
 */
export const clientDir = path.join(modulesDir, isPackage ? 'browser/client' : 'client');

/** The version of Inkstone. */
export function programVersion(): string {
  const manifest = readFileSync(path.join(programDir, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
