import { existsSync } from 'node:fs';
import path from 'node:path';
import { listFiles } from '../shared/list-files.ts';
import { modulesDir, programDir } from '../shared/program-dir.ts';
import { pathBelow } from '../shared/relative-path.ts';
import type { Session } from './session.ts';

/** Folder of the site's own pages, seen from the site's folder: the working directory. */
export const ownPagesFolder = 'pages';

/** Folder of the site's data files, seen from the site's folder. */
export const dataFolder = '_data';

/** Folder of layouts and partials, in the site's folder and in Inkstone's. */
export const includesFolder = '_includes';

/** Folder of files that are published as they are, seen from the site's folder. */
export const staticFolder = 'static';

/** Folder of the site's own styles, seen from the site's folder. */
export const stylesFolder = 'styles';

/** Absolute path of the folder of the site's own styles, which need not exist. */
export function ownStyles(): string {
  return path.resolve(stylesFolder);
}

/** Names of a file with settings; of several in a folder, the first is read. */
export const configNames = ['site.config.ts', 'site.config.mjs', 'site.config.js'] as const;

/** Names of a site's configuration of Eleventy; of several in a folder, the first is read. */
export const eleventyFiles = [
  '.eleventy.ts',
  '.eleventy.js',
  '.eleventy.mjs',
  'eleventy.config.ts',
  'eleventy.config.js',
  'eleventy.config.mjs',
] as const;

/**
 * The site's configuration of Eleventy.
 * @param siteDir the site's folder.
 * @returns its name in that folder; undefined if there is none.
 */
export function eleventyFileIn(siteDir = ''): string | undefined {
  return eleventyFiles.find((name) => existsSync(path.join(siteDir, name)));
}

/** Absolute path of the site's configuration of Eleventy, or of the one that it may have. */
export function eleventyFilePath(): string {
  return path.resolve(eleventyFileIn() ?? eleventyFiles[0]);
}

/** Eleventy needs an input folder that exists. This one has no templates. */
const noPagesFolder = path.join(modulesDir, 'eleventy');

/** Eleventy's folders for a session. Eleventy reads `includes` and `data` relative to `input`. */
export function foldersOf({ groups }: Session): {
  readonly input: string;
  readonly includes: string;
  readonly data: string;
} {
  const hasPages = !groups && existsSync(ownPagesFolder);
  const input = hasPages ? ownPagesFolder : path.relative('', noPagesFolder);
  return {
    input,
    includes: path.relative(input, includesFolder),
    data: path.relative(input, dataFolder),
  };
}

/** Whether the site lies in Inkstone's own folder, as the demo does. */
export function isProgramSite(): boolean {
  return path.relative(programDir, '') === '';
}

/** Folders of layouts, the site's before Inkstone's: absolute paths of those that exist. */
export function layoutFolders(): readonly string[] {
  const folders = [path.resolve(includesFolder), path.join(programDir, includesFolder)];
  return [...new Set(folders)].filter((folder) => existsSync(folder));
}

/** A file of a site or of Inkstone. */
export interface FolderFile {
  /** Seen from its folder. */
  readonly name: string;
  /** Absolute path. */
  readonly file: string;
}

/** Layouts and partials. One of the site's takes the place of Inkstone's of the same name. */
export function layoutFiles(): readonly FolderFile[] {
  const files = layoutFolders().toReversed().flatMap(filesIn);
  return [...new Map(files.map((file) => [file.name, file])).values()];
}

/** Files in the site's `_data/`. */
export function dataFiles(): readonly FolderFile[] {
  const folder = path.resolve(dataFolder);
  return existsSync(folder) ? filesIn(folder) : [];
}

function filesIn(folder: string): readonly FolderFile[] {
  return listFiles(folder).map((file) => ({ name: pathBelow(folder, file), file }));
}
