import type { TextFile } from './feeds.ts';
import { escapeXml } from './xml.ts';

/** One page of the sitemap. */
export interface SitemapEntry {
  /** Absolute, percent-encoded URL. */
  readonly url: string;
  /** `YYYY-MM-DD`. */
  readonly modified?: string;
}

/**
 * Maximum of a sitemap file. The protocol allows 50,000 addresses
 * (https://www.sitemaps.org/protocol.html#index); with fewer, one more post changes a small file.
 */
export const sitemapLimits = { urls: 2500, bytes: 50 * 1024 * 1024 };

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/**
 * Makes the sitemap: `sitemap.xml` alone, or an index of that name with `sitemap-1.xml` and so on
 * when the entries exceed a limit. Then no file holds entries of two groups.
 * @param groups of entries; one that only grows at its end keeps its full files.
 * @param urlOf absolute URL of a file at the root of the site.
 */
export function sitemapFiles(
  groups: readonly (readonly SitemapEntry[])[],
  urlOf: (name: string) => string,
  limits = sitemapLimits,
): readonly TextFile[] {
  const all = cutGroup(groups.flat(), limits);
  if (all.length <= 1) return [{ name: 'sitemap.xml', text: urlSet(all[0] ?? '') }];
  const parts = groups
    .flatMap((group) => cutGroup(group, limits))
    .map((elements, index) => ({ name: `sitemap-${index + 1}.xml`, text: urlSet(elements) }));
  const locations = parts.map(
    ({ name }) => `<sitemap><loc>${escapeXml(urlOf(name))}</loc></sitemap>\n`,
  );
  const index = `${declaration}<sitemapindex ${namespace}>\n${locations.join('')}</sitemapindex>\n`;
  return [{ name: 'sitemap.xml', text: index }, ...parts];
}

/** The elements of each file that a group needs. */
function cutGroup(group: readonly SitemapEntry[], limits: typeof sitemapLimits): readonly string[] {
  const frame = urlSet('').length;
  const files: string[][] = [];
  let bytes = Infinity;
  for (const entry of group) {
    const element = urlElement(entry);
    const size = Buffer.byteLength(element);
    if ((files.at(-1)?.length ?? 0) >= limits.urls || bytes + size > limits.bytes) {
      files.push([]);
      bytes = frame;
    }
    files.at(-1)?.push(element);
    bytes += size;
  }
  return files.map((elements) => elements.join(''));
}

function urlSet(elements: string): string {
  return `${declaration}<urlset ${namespace}>\n${elements}</urlset>\n`;
}

function urlElement({ url, modified }: SitemapEntry): string {
  const lastmod = modified === undefined ? '' : `<lastmod>${modified}</lastmod>`;
  return `<url><loc>${escapeXml(url)}</loc>${lastmod}</url>\n`;
}
