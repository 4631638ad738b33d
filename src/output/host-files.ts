import { immutableKinds } from '../search/format.ts';
import type { Links } from '../views/links.ts';
import type { RedirectView } from '../views/redirects.ts';

const immutable = 'Cache-Control: public, max-age=31536000, immutable';

/** `robots.txt` (RFC 9309): it allows everything and names the sitemap. */
export function robotsTxt(links: Links): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${links.absolute(links.file('sitemap.xml').href)}\n`;
}

/**
 * `_headers` in the format that Netlify and Cloudflare Pages share
 * (https://docs.netlify.com/routing/headers/). Pages carry the policy in a `<meta>` too, for hosts
 * that ignore this file; but `frame-ancestors` works as a header only. No two rules set the same
 * header, as Cloudflare would join the values. Files without a rule get `public, max-age=0,
 * must-revalidate` from both hosts.
 *
 * `deploy/nginx.conf` and `deploy/Caddyfile` set the same headers and take only the policy from
 * this file: change them together.
 */
export function headersFile(contentSecurityPolicy: string, pathPrefix: string): string {
  const rule = (path: string, ...headers: string[]) =>
    `${pathPrefix}${path}\n${headers.map((header) => `  ${header}\n`).join('')}`;
  return [
    rule(
      '*',
      `Content-Security-Policy: ${contentSecurityPolicy}; frame-ancestors 'none'`,
      'X-Content-Type-Options: nosniff',
      'Referrer-Policy: strict-origin-when-cross-origin',
      'Permissions-Policy: camera=(), geolocation=(), microphone=()',
    ),
    rule('assets/*', immutable),
    ...immutableKinds.map((kind) => rule(`search-index/${kind}-*`, immutable)),
    // Hosts may not know these types, or may not send them as UTF-8.
    rule('posts/:slug/index.md', 'Content-Type: text/markdown; charset=utf-8'),
    rule('llms/*', 'Content-Type: text/markdown; charset=utf-8'),
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
