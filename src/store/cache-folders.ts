import path from 'node:path';

/** What a build keeps for the next one: absolute paths. */
export interface BuildCache {
  /** Posts: their data and rendered bodies. */
  readonly posts: string;
  /** What each post gives to the search index. */
  readonly searchParts: string;
  /** Runs and tables of the search index, with their files. */
  readonly searchRuns: string;
  /** Rendered pages without their articles. */
  readonly pages: string;
  /** All else of a site, see `KeptSite`. */
  readonly sites: string;
}

/** Folders of the cache of builds. @param cacheDir absolute path. */
export function buildCache(cacheDir: string): BuildCache {
  return {
    posts: path.join(cacheDir, 'posts'),
    searchParts: path.join(cacheDir, 'parts'),
    searchRuns: path.join(cacheDir, 'search'),
    pages: path.join(cacheDir, 'pages'),
    sites: path.join(cacheDir, 'sites'),
  };
}

let root = '.cache';

/**
 * Where derived files are kept from build to build: absolute paths. They lie beside what `--cache`
 * names by default, and in it where it is given.
 */
export const cacheFolders = {
  images: () => path.resolve(root, 'images'),
  icons: () => path.resolve(root, 'icons'),
  socialImages: () => path.resolve(root, 'social'),
  workers: () => path.resolve(root, 'workers'),
};

/** Has this process keep derived files elsewhere. @param folder absolute path. */
export function keepDerivedFilesIn(folder: string): void {
  root = folder;
}
