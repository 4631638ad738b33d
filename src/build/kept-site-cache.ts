import { buildCache } from '../store/cache-folders.ts';
import { deserialize, serialize } from 'node:v8';
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

/** Kept sites by their key; see `keptSiteKey`. */
export class KeptSiteCache {
  readonly #folder: string;

  /** @param cacheDir absolute path of the build cache. */
  constructor(cacheDir: string) {
    this.#folder = buildCache(cacheDir).sites;
  }

  get(key: string): KeptSite | undefined {
    const cache = new KeyedCache(this.#folder);
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

  async keep(key: string, { searchFacts, ...site }: KeptSite): Promise<void> {
    const stored: StoredSite = {
      ...site,
      ...(searchFacts && { searchFacts: serialize(searchFacts()) }),
    };
    const cache = new KeyedCache(this.#folder);
    try {
      cache.put(key, serialize(stored));
    } finally {
      cache.close();
    }
    await this.use(key);
  }

  /** Marks a kept site as used and removes old ones. */
  async use(key: string): Promise<void> {
    // `freeBytes` is 0, as CI restores old sites with the cache, and few of them are used again.
    await tidyCache(this.#folder, new Set([key]), { ...defaultLimits, freeBytes: 0 });
  }
}
