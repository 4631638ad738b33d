import { plainScheme, slugIn } from '../content/permalinks.ts';
import { immutableKinds } from '../search/format.ts';
import type { Links } from '../views/links.ts';
import type { RedirectView } from '../views/redirects.ts';

/** `Cache-Control` of files whose names change with their content, and of all others. */
export const cacheControl = {
  immutable: 'public, max-age=31536000, immutable',
  revalidate: 'public, max-age=0, must-revalidate',
} as const;

/** Headers of every answer, beside the content security policy. */
export const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
} as const;

/** `robots.txt` (RFC 9309): it allows everything and names the sitemap. */
export function robotsTxt(links: Links): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${links.absolute(links.file('sitemap.xml').href)}\n`;
}

const markdownType = 'Content-Type: text/markdown; charset=utf-8';

/**
 * Where articles are as Markdown. Unless all posts have addresses of the plain scheme, there is a
 * pattern for each number of folders, so that no two match one file. A `.html` page has no folder
 * of its own, and its Markdown no rule: hosts limit their number.
 */
function markdownPatterns(addresses: readonly string[]): readonly string[] {
  const isPlain = addresses.every((address) => slugIn(plainScheme, address) !== undefined);
  if (isPlain) return ['posts/:slug/index.md'];
  const folders = addresses.filter((address) => address.endsWith('/'));
  const depths = new Set(folders.map((address) => address.split('/').length - 2));
  return [...depths]
    .sort((a, b) => a - b)
    .map((depth) => {
      return `${Array.from({ length: depth }, (_, at) => `:folder${at + 1}/`).join('')}index.md`;
    });
}

/**
 * `_headers` in the format that Netlify and Cloudflare Pages share
 * (https://docs.netlify.com/routing/headers/). Pages carry the policy in a `<meta>` too, for hosts
 * that ignore this file; but `frame-ancestors` works as a header only. No two rules set the same
 * header, as Cloudflare would join the values. Files without a rule get `cacheControl.revalidate`
 * from both hosts.
 *
 * `deploy/nginx.conf` and `deploy/Caddyfile` set the same headers and take only the policy from
 * this file; a test compares the others.
 * @param addresses of posts.
 */
export function headersFile(
  contentSecurityPolicy: string,
  pathPrefix: string,
  addresses: readonly string[] = [],
): string {
  const rule = (path: string, ...headers: string[]) =>
    `${pathPrefix}${path}\n${headers.map((header) => `  ${header}\n`).join('')}`;
  const immutable = `Cache-Control: ${cacheControl.immutable}`;
  return [
    rule(
      '*',
      `Content-Security-Policy: ${contentSecurityPolicy}; frame-ancestors 'none'`,
      ...Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}`),
    ),
    rule('assets/*', immutable),
    ...immutableKinds.map((kind) => rule(`search-index/${kind}-*`, immutable)),
    // Hosts may not know these types, or may not send them as UTF-8.
    ...markdownPatterns(addresses).map((pattern) => rule(pattern, markdownType)),
    rule('llms/*', markdownType),
    rule('feeds.opml', 'Content-Type: text/x-opml; charset=utf-8'),
    rule('manifest.webmanifest', 'Content-Type: application/manifest+json'),
  ].join('');
}

/**
 * `_redirects` in the format that Netlify and Cloudflare Pages share
 * (https://docs.netlify.com/routing/redirects/).
 */
export function redirectsFile(redirects: readonly RedirectView[]): string {
  return redirects
    .filter(({ listed }) => listed)
    .map(({ from, href }) => `${from} ${href} 301\n`)
    .join('');
}
