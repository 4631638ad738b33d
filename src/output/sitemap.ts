import type { TextFile } from './feeds.ts';
import { escapeXml } from './xml.ts';

/** One page of the sitemap. */
export interface SitemapEntry {
  /** Absolute, percent-encoded URL. */
  readonly url: string;
  /** `YYYY-MM-DD`. */
  readonly modified?: string;
}

/** Maximum of a sitemap file (https://www.sitemaps.org/protocol.html#index). */
export const sitemapLimits = { urls: 50_000, bytes: 50 * 1024 * 1024 };

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/**
 * Makes the sitemap: `sitemap.xml` alone, or an index of that name with `sitemap-1.xml` and so on
 * when the entries exceed a limit.
 * @param urlOf absolute URL of a file at the root of the site.
 */
export function sitemapFiles(
  entries: readonly SitemapEntry[],
  urlOf: (name: string) => string,
  limits = sitemapLimits,
): readonly TextFile[] {
  const frame = urlSet('').length;
  const chunks: string[][] = [[]];
  let bytes = frame;
  for (const entry of entries) {
    const element = urlElement(entry);
    const size = Buffer.byteLength(element);
    if ((chunks.at(-1)?.length ?? 0) >= limits.urls || bytes + size > limits.bytes) {
      chunks.push([]);
      bytes = frame;
    }
    chunks.at(-1)?.push(element);
    bytes += size;
  }
  if (chunks.length === 1)
    return [{ name: 'sitemap.xml', text: urlSet(chunks[0]?.join('') ?? '') }];
  const parts = chunks.map((elements, index) => ({
    name: `sitemap-${index + 1}.xml`,
    text: urlSet(elements.join('')),
  }));
  const locations = parts.map(
    ({ name }) => `<sitemap><loc>${escapeXml(urlOf(name))}</loc></sitemap>\n`,
  );
  const index = `${declaration}<sitemapindex ${namespace}>\n${locations.join('')}</sitemapindex>\n`;
  return [{ name: 'sitemap.xml', text: index }, ...parts];
}

function urlSet(elements: string): string {
  return `${declaration}<urlset ${namespace}>\n${elements}</urlset>\n`;
}

function urlElement({ url, modified }: SitemapEntry): string {
  const lastmod = modified === undefined ? '' : `<lastmod>${modified}</lastmod>`;
  return `<url><loc>${escapeXml(url)}</loc>${lastmod}</url>\n`;
}
