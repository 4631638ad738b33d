import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { writeWhole } from '../shared/write-whole.ts';
import { buildCache } from '../store/cache-folders.ts';
import { KeyedCache } from '../store/keyed-cache.ts';
import { defaultLimits, tidyCache } from '../store/tidy-cache.ts';
import type { SearchFacts } from '../output/write-site-search.ts';
import type { PlannedPage } from './write-pages.ts';
import type { SiteFacts } from './site-facts.ts';

/** A whole site without the texts of its articles, kept for the next build. */
export interface KeptSite extends SiteFacts {
  readonly pages: readonly PlannedPage[];
}

/**
 * A kept site on disk. The facts for search are a third of it; they stay serialised
 * until they are needed.
 */
type StoredSite = Omit<KeptSite, 'searchFacts'> & { readonly searchFacts?: Uint8Array };

/** The site that an earlier build has kept in a cache; see `keptSiteKey`. */
export function findKeptSite(cacheDir: string, key: string): KeptSite | undefined {
  const cache = new KeyedCache(buildCache(cacheDir).sites);
  try {
    const bytes = cache.get(key);
    if (!bytes) return undefined;
    const { searchFacts, ...site } = deserialize(bytes) as StoredSite;
    // Copied, as a view would keep the whole entry in memory.
    const own = searchFacts && Buffer.from(searchFacts);
    return { ...site, ...(own && { searchFacts: () => deserialize(own) as SearchFacts }) };
  } finally {
    cache.close();
  }
}

/** Names the site that a build has kept last. */
export interface LastSite {
  /** See `siteKey`. */
  readonly site: string;
  /** See `programKey`. */
  readonly program: string;
}

/** The site that was kept last, if the same program made it of whatever posts and settings. */
export function findLastSite(cacheDir: string, last: LastSite): KeptSite | undefined {
  try {
    const [program, key = ''] = readFileSync(lastSiteFile(cacheDir, last), 'utf8').split('\n');
    return program === last.program ? findKeptSite(cacheDir, key) : undefined;
  } catch {
    return undefined;
  }
}

/** Notes which site was kept last. @param key absent if this build keeps none. */
export function noteLastSite(cacheDir: string, last: LastSite, key?: string): void {
  const file = lastSiteFile(cacheDir, last);
  if (key === undefined) rmSync(file, { force: true });
  else writeWhole(file, Buffer.from(`${last.program}\n${key}`));
}

function lastSiteFile(cacheDir: string, { site }: LastSite): string {
  return path.join(buildCache(cacheDir).sites, `last-${site}`);
}

/**
 * Keeps a site and removes old ones.
 * @param site absent if an earlier build has kept it: then it is only marked as used.
 */
export async function keepSiteAs(cacheDir: string, key: string, site?: KeptSite): Promise<void> {
  const folder = buildCache(cacheDir).sites;
  if (site) {
    const { searchFacts, ...plain } = site;
    const stored: StoredSite = {
      ...plain,
      ...(searchFacts && { searchFacts: serialize(searchFacts()) }),
    };
    const cache = new KeyedCache(folder);
    try {
      cache.put(key, serialize(stored));
    } finally {
      cache.close();
    }
  }
  // `freeBytes` is 0, as CI restores old sites with the cache, and few of them are used again.
  await tidyCache(folder, new Set([key]), { ...defaultLimits, freeBytes: 0 });
}
