import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { shortChecksum } from './cache/segment.ts';
import { tidyCache } from './cache/tidy-cache.ts';
import type { DataFile } from './eleventy/register.ts';
import { renderPages } from './eleventy/run-eleventy.ts';
import { templateVersion } from './eleventy/template-version.ts';
import { PageCache } from './publish/page-cache.ts';
import type { PageWriter } from './publish/page-writer.ts';
import { sitePages } from './site.ts';
import type { PreparedSite } from './site.ts';

/**
 * Writes every page of a site. Those that an earlier build has rendered from the same view with the same templates are taken from the cache; Eleventy
 * renders the others.
 * @param cacheDir absolute path of the page cache.
 * @returns how many pages were rendered.
 */
export async function writePages(
  site: PreparedSite,
  writer: PageWriter,
  cacheDir: string,
): Promise<number> {
  const cache = new PageCache(cacheDir, await sharedVersion(site));
  const keys = new Map<string, string>();
  const wanted = new Set<string>();
  for (const page of sitePages(site)) {
    const key = cache.keyOf(page);
    keys.set(page.path, key);
    const known = cache.get(key);
    if (known) await writer.write(page.path, known);
    else wanted.add(page.path);
  }
  try {
    if (wanted.size > 0) {
      await renderPages({
        site,
        wanted,
        onPage: async (page, html) => {
          const bytes = Buffer.from(html);
          const key = keys.get(page);
          if (key !== undefined) cache.put(key, bytes);
          await writer.write(page, bytes);
        },
      });
    }
    await writer.finish();
  } finally {
    cache.close();
  }
  await tidyCache(cacheDir, new Set(keys.values()));
  return wanted.size;
}

/** Hash of what every page depends on: templates, code, and the data that templates read beside their view. */
async function sharedVersion(site: PreparedSite): Promise<string> {
  const { version, sharedData } = templateVersion();
  const values: unknown[] = [];
  for (const name of sharedData) {
    const file = pathToFileURL(path.resolve('_data', `${name}.ts`)).href;
    const { default: data } = (await import(file)) as { default: DataFile };
    values.push(data(site));
  }
  return shortChecksum(version, JSON.stringify(values));
}
