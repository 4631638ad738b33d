import type { Problem } from '../content/problem.ts';
import { lostTermPages } from '../corpus/term-addresses.ts';
import { hasOwnPages } from '../eleventy/own-pages.ts';
import type { Article } from '../ingest/types.ts';
import { startSiteSearch } from '../output/write-site-search.ts';
import type { Inversion } from '../search/index/inversion.ts';
import { buildCache, derivedFiles } from '../store/cache-folders.ts';
import { pruneCache } from '../store/place-cached.ts';
import { keepAddresses } from './address-memory.ts';
import type { BuildContext } from './build-context.ts';
import { startEarlyPages } from './early-pages.ts';
import { gatherSite, type GatheredSite } from './gather-site.ts';
import { ownFacts } from './kept-own-pages.ts';
import { keepSiteAs, noteLastSite, type LastSite } from './kept-site-cache.ts';
import { lookUpSite } from './look-up-site.ts';
import { siteFacts, type SiteFacts } from './site-facts.ts';
import { planPages, type EarlyPages, type PagePlan, type PlannedPage } from './write-pages.ts';

/** A site that is ready to be written: kept by an earlier build, or gathered by this one. */
export interface SiteToWrite {
  /** Key of the kept site; see `keptSiteKey`. */
  readonly key: string;
  readonly facts: SiteFacts;
  /** Problems that concern several posts, or what earlier builds have published. */
  readonly problems: readonly Problem[];
  readonly plan: PagePlan;
  /** Makes the site's views; called only if a page must be rendered. */
  readonly gather: () => Promise<GatheredSite>;
  /** Listed articles, newest first. */
  readonly listed: readonly Article[];
  /** The search index that worker threads are making; undefined if the site has no search. */
  readonly inversion: Inversion | undefined;
  readonly last: LastSite;
  /** Absent if this site is kept, or no site. */
  readonly early: EarlyPages | undefined;
  /** Whether an earlier build has kept this site. */
  readonly isKept: boolean;
}

/**
 * Takes the site that an earlier build has kept, if nothing that pages show has changed; else
 * gathers it from the articles. Meanwhile other threads start to make the search index, and to
 * write the pages that the last build has kept.
 * @throws {Error} when it cannot be gathered, e.g. because a template fails.
 */
export async function findOrGatherSite(context: BuildContext): Promise<SiteToWrite> {
  const { config, options, folders, assets, read, progress } = context;
  const found = await lookUpSite(config, options, folders, assets, read);
  const { facts, templates, keyOf, kept, last } = found;
  const { listed, publishedTerms: before } = read;
  const inversion = await startSearch(context, listed, kept !== undefined);

  const early = kept ? undefined : await startEarlyPages(context, last);
  let gathered: Promise<GatheredSite> | undefined;
  const gather = () => {
    if (!gathered) progress('gather', 0, 0);
    return (gathered ??= gatherSite(config, options, assets, facts, read, folders.workDir));
  };
  const common = { gather, listed, inversion, early, last };
  if (kept) {
    const { pages, problems } = kept;
    const paths = new Set(pages.map(({ path }) => path));
    const plan = { paths, pages, hasOwnData: false, isFinished: false };
    return { ...common, key: keyOf(before), facts: kept, problems, plan, isKept: true };
  }
  const site = await gather();
  const plan = await planPages(site, templates);
  const own = (await hasOwnPages()) ? ownFacts(site, found.needAll) : undefined;
  const fresh = { ...(await siteFacts(site)), ...(own && { own }) };
  const { publishedTerms, raisedMinimum, problems } = fresh;
  const lost = lostTermPages(before ?? [], publishedTerms, options.postsLabel, raisedMinimum);
  return {
    ...common,
    ...{ facts: fresh, plan, isKept: false },
    // As the next build looks for it: that knows what this one publishes.
    key: keyOf(before && publishedTerms),
    problems: [...problems, ...lost],
  };
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
 * Keeps a published site and its addresses for the next build, and tidies the caches. The site is
 * published already, so errors are ignored where the next build makes again what is missing.
 * @returns problems of what the next build cannot make again.
 */
export async function keepSite(
  { config, options, read }: BuildContext,
  { key, facts, plan, isKept, last }: SiteToWrite,
  pages: readonly PlannedPage[],
): Promise<readonly Problem[]> {
  const { cacheDir } = options;
  const addresses = {
    posts: read.published,
    terms: facts.publishedTerms,
    schemes: read.schemes,
  };
  const unkept = read.publishedTerms ? keepAddresses(config, options, addresses) : [];
  if (cacheDir !== undefined) {
    const site = isKept ? undefined : { ...facts, pages };
    const ownKey = plan.hasOwnData ? undefined : key;
    try {
      if (ownKey !== undefined) await keepSiteAs(cacheDir, ownKey, site);
      noteLastSite(cacheDir, last, ownKey);
    } catch {
      // The next build makes all again.
    }
  }
  await pruneCache(derivedFiles());
  return unkept;
}
