import path from 'node:path';

let root = '.cache';

/**
 * Where made files are kept from build to build: absolute paths. They lie beside what `--cache`
 * names by default, and in it where it is given.
 */
export const cacheFolders = {
  images: () => path.resolve(root, 'images'),
  icons: () => path.resolve(root, 'icons'),
  socialImages: () => path.resolve(root, 'social'),
  workers: () => path.resolve(root, 'workers'),
};

/** Has this process keep made files elsewhere. @param folder absolute path. */
export function keepMadeFilesIn(folder: string): void {
  root = folder;
}
