import type { SiteConfig } from '../config/site-config.ts';
import { listedNewestFirst } from '../corpus/article-order.ts';
import { hasOwnPages } from '../eleventy/own-pages.ts';
import type { Article } from '../ingest/types.ts';
import { startSiteSearch } from '../output/write-site-search.ts';
import type { ProgressListener } from '../report/types.ts';
import type { Inversion } from '../search/index/inversion.ts';
import { buildCache, derivedFiles } from '../store/cache-folders.ts';
import { pruneCache } from '../store/place-cached.ts';
import type { ClientAssets } from '../views/client-assets.ts';
import type { PreparedSite } from '../views/prepared-site.ts';
import type { BuildOptions } from './build-options.ts';
import { assembleSite, editionFacts } from './gather-site.ts';
import { KeptSiteCache } from './kept-site-cache.ts';
import { keptSiteKey } from './kept-site-key.ts';
import type { SiteArticles, SiteFolders } from './read-posts.ts';
import { siteFacts } from './site-facts.ts';
import type { SiteFacts } from './site-facts.ts';
import { planPages } from './write-pages.ts';
import type { PagePlan, PlannedPage } from './write-pages.ts';

/** What a build knows once its posts are read. */
export interface BuildContext {
  readonly config: SiteConfig;
  readonly options: BuildOptions;
  readonly folders: SiteFolders;
  readonly assets: ClientAssets;
  readonly read: SiteArticles;
  /** What must end before the staging folder goes. */
  readonly endings: (() => Promise<unknown>)[];
  readonly progress: ProgressListener;
}

/** What is written of a site. */
export interface SiteToWrite {
  /** See `keptSiteKey`. */
  readonly key: string;
  readonly facts: SiteFacts;
  readonly plan: PagePlan;
  /** Makes the site itself, which is needed when a page must be rendered. */
  readonly gather: () => Promise<PreparedSite>;
  /** Newest first. */
  readonly listed: readonly Article[];
  /** Threads that make the search index. */
  readonly search: Inversion | undefined;
  /** Whether an earlier build has kept it. */
  readonly isKept: boolean;
}

/**
 * Finds the site that an earlier build has kept, where nothing that pages show has changed, or
 * gathers it from the articles. Threads begin to make the search index.
 * @throws {Error} when it cannot be gathered, e.g. because a template fails.
 */
export async function findOrGatherSite(context: BuildContext): Promise<SiteToWrite> {
  const { config, options, folders, assets, read, progress } = context;
  const facts = await editionFacts(config, options, folders.outputDir, read.articles);
  const key = keptSiteKey(config, options, assets, facts, read);
  // Templates of the site's own print the site itself.
  const kept = hasOwnPages() ? undefined : keptSites(options)?.get(key);
  const listed = listedNewestFirst(read.articles);
  const search = await startSearch(context, listed, kept !== undefined);

  let gathered: Promise<PreparedSite> | undefined;
  const gather = () => {
    if (!gathered) progress('gather', 0, 0);
    return (gathered ??= assembleSite(config, options, assets, facts, read));
  };
  const common = { key, gather, listed, search };
  if (kept) {
    const { pages } = kept;
    const plan = { count: pages.length, pages, hasOwnData: false };
    return { ...common, facts: kept, plan, isKept: true };
  }
  const site = await gather();
  return { ...common, facts: await siteFacts(site), plan: await planPages(site), isKept: false };
}

/** @param isCallerIdle whether the main thread has nothing else to do. */
async function startSearch(
  { config, options: { cacheDir }, folders, endings }: BuildContext,
  listed: readonly Article[],
  isCallerIdle: boolean,
): Promise<Inversion | undefined> {
  if (!config.search.enabled) return undefined;
  const search = await startSiteSearch(config, folders, listed, {
    isCallerIdle,
    ...(cacheDir !== undefined && { runsDir: buildCache(cacheDir).searchRuns }),
  });
  endings.push(() => search.stop());
  return search;
}

/**
 * Keeps a published site for the next build, and removes what no build needs any more. The site
 * stands whatever fails here: what is not kept is made again.
 */
export async function keepSite(
  { options }: BuildContext,
  { key, facts, plan, isKept }: SiteToWrite,
  pages: readonly PlannedPage[],
): Promise<void> {
  const sites = keptSites(options);
  const keeping = isKept
    ? sites?.use(key)
    : plan.hasOwnData
      ? undefined
      : sites?.keep(key, { ...facts, pages });
  await keeping?.catch(() => undefined);
  await pruneCache(derivedFiles());
}

function keptSites({ cacheDir }: BuildOptions): KeptSiteCache | undefined {
  return cacheDir === undefined ? undefined : new KeptSiteCache(cacheDir);
}
