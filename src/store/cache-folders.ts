import path from 'node:path';
import { absolutePath } from '../shared/relative-path.ts';
import { makeFolder } from '../shared/make-folder.ts';

let root = '.cache';

/**
 * Moves this process's cache to another folder, which is made if absent.
 * @param folder absolute path.
 * @throws {Error} of the system when it cannot be made.
 */
export function keepCacheIn(folder: string): void {
  root = folder;
  makeFolder(derivedFiles());
}

/**
 * Absolute path of the folder of all that is kept: what `--cache` names, or `.cache` where the
 * command was started.
 */
export function cacheFolder(): string {
  return absolutePath(root);
}

/** What a build keeps for the next one: absolute paths. */
export interface BuildCache {
  /** Data and rendered bodies of posts. */
  readonly posts: string;
  /** Parts of the search index. */
  readonly searchParts: string;
  /** Runs and tables of the search index. */
  readonly searchRuns: string;
  /** Rendered pages without the articles in them. */
  readonly pages: string;
  /** Kept sites, see `KeptSite`. */
  readonly sites: string;
  /** What checks have found in each post. */
  readonly checks: string;
  /** The addresses that each site has published: no cache, but memory. */
  readonly published: string;
  /** What each target of `deploy` holds: no cache, but memory. */
  readonly deployed: string;
}

/** Folders of the cache of builds. @param cacheDir absolute path. */
export function buildCache(cacheDir: string): BuildCache {
  return {
    posts: path.join(cacheDir, 'posts'),
    searchParts: path.join(cacheDir, 'search-parts'),
    searchRuns: path.join(cacheDir, 'search-runs'),
    pages: path.join(cacheDir, 'pages'),
    sites: path.join(cacheDir, 'sites'),
    checks: path.join(cacheDir, 'checks'),
    published: path.join(cacheDir, 'published'),
    deployed: path.join(cacheDir, 'deployed'),
  };
}

/**
 * Folder of files that are made once for all builds: pictures in each size, icons, link cards,
 * bundles of program code. Each name holds a hash of all that the file depends on.
 */
export function derivedFiles(): string {
  return path.join(cacheFolder(), 'files');
}

/** What the next deploy brings, as the last look at it has found. */
export function changesFile(): string {
  return path.join(cacheFolder(), 'changes.json');
}

/** What other hosts have answered of links. */
export function externalLinksFile(): string {
  return path.join(cacheFolder(), 'external-links.json');
}

/** Folder of what the dev server needs only while it runs. */
export function devFolder(): string {
  return path.join(cacheFolder(), 'dev');
}
