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

/**
 * Articles are kept, and the home page, which leads to them. Lists are not. An article is known by
 * its mark, as its address may be any.
 * @param path below the site's home.
 */
export function isPageToKeep(path: string, html: string): boolean {
  return path === '' || /<\w+\s[^<>]*\bdata-article[\s=>]/.test(html);
}
