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
import type { Site } from '../views/site.ts';
import type { BuildOptions } from './build-options.ts';
import { gatherSite, editionFacts } from './gather-site.ts';
import { KeptSiteCache } from './kept-site-cache.ts';
import { keptSiteKey } from './kept-site-key.ts';
import type { SiteArticles, SiteFolders } from './read-posts.ts';
import { siteFacts } from './site-facts.ts';
import type { SiteFacts } from './site-facts.ts';
import { planPages } from './write-pages.ts';
import type { PagePlan, PlannedPage } from './write-pages.ts';

/** What the later stages of a build share. */
export interface BuildContext {
  readonly config: SiteConfig;
  readonly options: BuildOptions;
  readonly folders: SiteFolders;
  readonly assets: ClientAssets;
  readonly read: SiteArticles;
  /** Each ends work that may still write into the staging folder. */
  readonly cleanups: (() => Promise<unknown>)[];
  readonly progress: ProgressListener;
}

/** A site that is ready to be written: kept by an earlier build, or gathered by this one. */
export interface SiteToWrite {
  /** Key of the kept site; see `keptSiteKey`. */
  readonly key: string;
  readonly facts: SiteFacts;
  readonly plan: PagePlan;
  /** Makes the site's views; called only if a page must be rendered. */
  readonly gather: () => Promise<Site>;
  /** Listed articles, newest first. */
  readonly listed: readonly Article[];
  /** The search index that worker threads are making; undefined if the site has no search. */
  readonly inversion: Inversion | undefined;
  /** Whether an earlier build has kept this site. */
  readonly isKept: boolean;
}

/**
 * Takes the site that an earlier build has kept, if nothing that pages show has changed; else
 * gathers it from the articles. Meanwhile worker threads start to make the search index.
 * @throws {Error} when it cannot be gathered, e.g. because a template fails.
 */
export async function findOrGatherSite(context: BuildContext): Promise<SiteToWrite> {
  const { config, options, folders, assets, read, progress } = context;
  const facts = await editionFacts(config, options, folders.outputDir, read.articles);
  const key = keptSiteKey(config, options, assets, facts, read);
  // Templates in `pages/` may print anything of a site, more than a kept site holds.
  const kept = hasOwnPages() ? undefined : keptSites(options)?.get(key);
  const listed = listedNewestFirst(read.articles);
  const inversion = await startSearch(context, listed, kept !== undefined);

  let gathered: Promise<Site> | undefined;
  const gather = () => {
    if (!gathered) progress('gather', 0, 0);
    return (gathered ??= gatherSite(config, options, assets, facts, read));
  };
  const common = { key, gather, listed, inversion };
  if (kept) {
    const { pages } = kept;
    const plan = { count: pages.length, pages, hasOwnData: false };
    return { ...common, facts: kept, plan, isKept: true };
  }
  const site = await gather();
  return { ...common, facts: await siteFacts(site), plan: await planPages(site), isKept: false };
}

/** @param isCallerIdle whether the main thread has no other work. */
async function startSearch(
  { config, options: { cacheDir }, folders, cleanups }: BuildContext,
  listed: readonly Article[],
  isCallerIdle: boolean,
): Promise<Inversion | undefined> {
  if (!config.search.enabled) return undefined;
  const inversion = await startSiteSearch(config, folders, listed, {
    isCallerIdle,
    ...(cacheDir !== undefined && { runsDir: buildCache(cacheDir).searchRuns }),
  });
  cleanups.push(() => inversion.stop());
  return inversion;
}

/**
 * Keeps a published site for the next build, and tidies the caches. The site is published already,
 * so errors are ignored: the next build makes again what is missing.
 */
export async function keepSite(
  { options }: BuildContext,
  { key, facts, plan, isKept }: SiteToWrite,
  pages: readonly PlannedPage[],
): Promise<void> {
  const sites = plan.hasOwnData ? undefined : keptSites(options);
  const keeping = isKept ? sites?.use(key) : sites?.keep(key, { ...facts, pages });
  await keeping?.catch(() => undefined);
  await pruneCache(derivedFiles());
}

function keptSites({ cacheDir }: BuildOptions): KeptSiteCache | undefined {
  return cacheDir === undefined ? undefined : new KeptSiteCache(cacheDir);
}
