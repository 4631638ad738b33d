import { immutableKinds, manifestName } from '../search/format.ts';
import type { Links } from '../views/links.ts';

/** robots.txt (RFC 9309): everything may be read; the sitemap is named. */
export function robotsTxt(links: Links): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${links.absolute(links.file('sitemap.xml').href)}\n`;
}

/**
 * `_headers` in the format that Netlify and Cloudflare Pages share (https://docs.netlify.com/routing/headers/). Pages carry the policy in a
 * `<meta>` too, for hosts without header files; `frame-ancestors` works as a header only.
 */
export function headersFile(contentSecurityPolicy: string, pathPrefix: string): string {
  return [
    `${pathPrefix}*`,
    `  Content-Security-Policy: ${contentSecurityPolicy}; frame-ancestors 'none'`,
    '  X-Content-Type-Options: nosniff',
    '  Referrer-Policy: strict-origin-when-cross-origin',
    '  Permissions-Policy: camera=(), geolocation=(), microphone=()',
    '',
    `${pathPrefix}assets/*`,
    '  Cache-Control: public, max-age=31536000, immutable',
    '',
    // Rules add up, and values of one header are joined: each file of the index must match a single one.
    ...immutableKinds.flatMap((kind) => [
      `${pathPrefix}search-index/${kind}-*`,
      '  Cache-Control: public, max-age=31536000, immutable',
    ]),
    `${pathPrefix}search-index/${manifestName}`,
    '  Cache-Control: no-cache',
    '',
  ].join('\n');
}
