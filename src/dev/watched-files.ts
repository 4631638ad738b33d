import path from 'node:path';
import {
  dataFolder,
  eleventyFileIn,
  eleventyFiles,
  includesFolder,
  ownPagesFolder,
  staticFolder,
} from '../eleventy/folders.ts';
import { clientDir, modulesDir, programDir } from '../shared/program-dir.ts';
import { isInside } from '../shared/regular-file.ts';
import { sourcesOf } from '../store/source-version.ts';
import type { EleventyAdditions } from '../views/site.ts';

const siteFolders = [ownPagesFolder, includesFolder, dataFolder, staticFolder] as const;

/**
 * Folders of templates, data and copied files, which any page may depend on: absolute paths of the
 * site's, which need not exist, and of Inkstone's layouts.
 * @param siteDir absolute path.
 */
export function templateFolders(siteDir: string): readonly string[] {
  const own = siteFolders.map((name) => path.join(siteDir, name));
  return [...new Set([...own, path.join(programDir, includesFolder)])];
}

/**
 * Files and folders with code that the dev server runs: absolute paths.
 * @param siteDir absolute path.
 */
export function programPlaces(siteDir: string): readonly string[] {
  const configs = eleventyFiles.map((name) => path.join(siteDir, name));
  return [modulesDir, ...configs, ...templateFolders(siteDir)];
}

/**
 * Whether a file is code that the dev server runs. Node loads a module once, so a change needs a
 * new process; all other files are read again.
 * @param file absolute path.
 */
export function isProgram(file: string): boolean {
  const isData = [clientDir, path.resolve(staticFolder)].some((folder) => isInside(file, folder));
  return /\.[cm]?[jt]s$/.test(file) && !isData;
}

/** Files and folders that the site's configuration of Eleventy names: absolute paths. */
export interface AddedFiles {
  /** What pages show or depend on. */
  readonly shared: readonly string[];
  /** Modules that it runs, and what may hold more of them; a change needs a new process. */
  readonly code: readonly string[];
}

/**
 * Files that a site's configuration of Eleventy adds to those that are watched.
 * @param siteDir absolute path.
 */
export function addedFiles(siteDir: string, additions: EleventyAdditions): AddedFiles {
  const { copied, watched } = additions;
  const known = programPlaces(siteDir);
  const isKnown = (file: string) => known.some((place) => isInside(file, place));
  const config = eleventyFileIn(siteDir);
  const entries = config === undefined ? [] : [path.join(siteDir, config)];
  const code = [...sourcesOf(entries).keys(), ...watched].filter((file) => !isKnown(file));
  return { shared: [...copied, ...watched], code };
}
