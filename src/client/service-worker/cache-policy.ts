/** Articles and files that are kept on a device; the oldest go first. */
export const keepsAtMost = { pages: 100, files: 400 } as const;

/** Whether a path below the site's home names a file whose name changes with its content. */
export function isFingerprinted(path: string): boolean {
  if (path.startsWith('assets/')) return true;
  return path.startsWith('search-index/') && path !== 'search-index/manifest.bin';
}

/** Articles are kept, and the home page as the way to them; lists are not. */
export function isPageToKeep(path: string): boolean {
  return path === '' || /^posts\/[^/]+\/$/.test(path);
}
