import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { defaultLimits, tidyCache } from '../store/tidy-cache.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { searchFacts, startSiteSearch, writeSiteSearch } from '../output/write-site-search.ts';
import type { GatheredSite } from '../build/gather-site.ts';
import type { SiteFolders } from '../build/read-posts.ts';
import type { Inversion } from '../search/index/inversion.ts';
import { createLinks } from '../views/links.ts';

/** Only the last build's runs are kept; no other process writes here. */
const ownRunLimits = { ...defaultLimits, freeBytes: 0, maximumFactor: 1, graceMilliseconds: 0 };

/**
 * The search index of the served site. A new one is written beside the served one and then takes
 * its place. Runs of the last index are used again where no post has changed.
 */
export class DevSearch {
  readonly #config: SiteConfig;
  readonly #folders: SiteFolders;
  /** The index that is being written. */
  #current: Inversion | undefined;
  #stops = 0;

  constructor(config: SiteConfig, folders: SiteFolders) {
    this.#config = config;
    this.#folders = folders;
  }

  /**
   * Writes the search index anew.
   * @returns false when it was stopped; the former index stays then.
   */
  async write({ corpus, listed }: Pick<GatheredSite, 'corpus' | 'listed'>): Promise<boolean> {
    const { search, url, pathPrefix } = this.#config;
    if (!search.enabled) return true;
    const { outputDir, workDir } = this.#folders;
    const stops = this.#stops;
    const madeDir = path.join(workDir, 'search');
    const runsDir = path.join(workDir, 'runs');
    await rm(madeDir, { recursive: true, force: true });
    const folders = { ...this.#folders, outputDir: madeDir };
    const inversion = await startSiteSearch(this.#config, folders, listed, { runsDir });
    this.#current = inversion;
    try {
      if (stops !== this.#stops) return false;
      await writeSiteSearch(this.#config, listed, () => searchFacts(corpus), inversion);
    } catch (error) {
      if (stops !== this.#stops) return false;
      throw error;
    } finally {
      this.#current = undefined;
      await inversion.stop();
    }
    const { path: index } = createLinks(url, pathPrefix).searchIndex();
    await rm(path.join(outputDir, index), { recursive: true, force: true });
    await rename(path.join(madeDir, index), path.join(outputDir, index));
    await tidyCache(runsDir, (await inversion.usedKeys()).runs, ownRunLimits);
    return true;
  }

  /** Stops the index that is being written, if any, so that a saved post need not wait for it. */
  async stop(): Promise<void> {
    this.#stops++;
    await this.#current?.stop();
  }
}
