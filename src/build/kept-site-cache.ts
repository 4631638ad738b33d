import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { KeyedCache } from '../store/keyed-cache.ts';
import { defaultLimits, tidyCache } from '../store/tidy-cache.ts';
import type { SearchFacts } from '../output/write-site-search.ts';
import type { PlannedPage } from './write-pages.ts';
import type { SiteOutline } from './kept-site.ts';

/** An outline with the pages of its site. */
export interface KeptOutline extends SiteOutline {
  readonly pages: readonly PlannedPage[];
}

/** As it is kept: plain data. What the search index tells is a third of it, and made into objects only where it is asked for. */
type StoredOutline = Omit<KeptOutline, 'search'> & { readonly search?: Uint8Array };

/** Outlines of earlier builds, by `outlineKey`. */
export class OutlineCache {
  readonly #folder: string;

  /** @param cacheDir absolute path of all caches of builds. */
  constructor(cacheDir: string) {
    this.#folder = path.join(cacheDir, 'outlines');
  }

  get(key: string): KeptOutline | undefined {
    const cache = new KeyedCache(this.#folder);
    try {
      const bytes = cache.get(key);
      if (!bytes) return undefined;
      const { search, ...outline } = deserialize(bytes) as StoredOutline;
      // A copy: as a part of the entry it would keep all of it in memory.
      const own = search && Buffer.from(search);
      return { ...outline, ...(own && { search: () => deserialize(own) as SearchFacts }) };
    } finally {
      cache.close();
    }
  }

  async keep(key: string, { search, ...outline }: KeptOutline): Promise<void> {
    const stored: StoredOutline = { ...outline, ...(search && { search: serialize(search()) }) };
    const cache = new KeyedCache(this.#folder);
    try {
      cache.put(key, serialize(stored));
    } finally {
      cache.close();
    }
    await this.use(key);
  }

  /** Says that an outline is in use: former ones go first. */
  async use(key: string): Promise<void> {
    // Few are worth more than the room they take in what CI restores.
    await tidyCache(this.#folder, new Set([key]), { ...defaultLimits, freeBytes: 0 });
  }
}
