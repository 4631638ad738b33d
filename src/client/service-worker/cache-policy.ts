/** Most articles and files kept on a device; the oldest are removed first. */
export const cacheLimits = { pages: 100, files: 400 } as const;

/**
 * Whether the file's name contains a hash of its content. Not files that articles link to, which
 * may be large. @param path below the site's home.
 */
export function isFingerprinted(path: string): boolean {
  if (path.startsWith('assets/files/')) return false;
  if (path.startsWith('assets/')) return true;
  return path.startsWith('search-index/') && path !== 'search-index/manifest.bin';
}

/** Articles are kept, and the home page, which leads to them. Lists are not. */
export function isPageToKeep(path: string): boolean {
  return path === '' || /^posts\/[^/]+\/$/.test(path);
}
