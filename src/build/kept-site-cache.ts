import { buildCache } from '../store/cache-folders.ts';
import { deserialize, serialize } from 'node:v8';
import { KeyedCache } from '../store/keyed-cache.ts';
import { defaultLimits, tidyCache } from '../store/tidy-cache.ts';
import type { SearchFacts } from '../output/write-site-search.ts';
import type { PlannedPage } from './write-pages.ts';
import type { SiteFacts } from './site-facts.ts';

/** All of a site but the texts of its articles. */
export interface KeptSite extends SiteFacts {
  readonly pages: readonly PlannedPage[];
}

/**
 * As it is kept: plain data. What the search index tells is a third of it, and made into objects
 * only where it is asked for.
 */
type StoredSite = Omit<KeptSite, 'search'> & { readonly search?: Uint8Array };

/** Sites of earlier builds, by `keptSiteKey`. */
export class KeptSiteCache {
  readonly #folder: string;

  /** @param cacheDir absolute path of all caches of builds. */
  constructor(cacheDir: string) {
    this.#folder = buildCache(cacheDir).sites;
  }

  get(key: string): KeptSite | undefined {
    const cache = new KeyedCache(this.#folder);
    try {
      const bytes = cache.get(key);
      if (!bytes) return undefined;
      const { search, ...site } = deserialize(bytes) as StoredSite;
      // A copy: as a part of the entry it would keep all of it in memory.
      const own = search && Buffer.from(search);
      return { ...site, ...(own && { search: () => deserialize(own) as SearchFacts }) };
    } finally {
      cache.close();
    }
  }

  async keep(key: string, { search, ...site }: KeptSite): Promise<void> {
    const stored: StoredSite = { ...site, ...(search && { search: serialize(search()) }) };
    const cache = new KeyedCache(this.#folder);
    try {
      cache.put(key, serialize(stored));
    } finally {
      cache.close();
    }
    await this.use(key);
  }

  /** Says that a site is in use: former ones go first. */
  async use(key: string): Promise<void> {
    // Few are worth more than the room they take in what CI restores.
    await tidyCache(this.#folder, new Set([key]), { ...defaultLimits, freeBytes: 0 });
  }
}
