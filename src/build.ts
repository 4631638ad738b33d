import path from 'node:path';
import { bundleClient } from './assets/bundle.ts';
import type { ClientAssets } from './assets/bundle.ts';
import { cacheFolders } from './config/cache-folders.ts';
import type { SiteConfig } from './config/site-config.ts';
import { pruneCache } from './cache/place-cached.ts';
import { SegmentReader } from './cache/segment-reader.ts';
import { defaultLimits, tidyCache } from './cache/tidy-cache.ts';
import type { Problem } from './content/problem.ts';
import { listedNewestFirst } from './corpus/article-order.ts';
import type { Article } from './ingest/types.ts';
import { OutlineCache } from './outline/outline-cache.ts';
import { outlineKey } from './outline/outline-key.ts';
import { outlineSite } from './outline/site-outline.ts';
import type { SiteOutline } from './outline/site-outline.ts';
import { bodiesByFile, writeArticleFiles, writeTextFiles } from './publish/article-files.ts';
import type { Publication } from './publish/article-files.ts';
import { measureFolder } from './publish/measure-folder.ts';
import type { FolderSize } from './publish/measure-folder.ts';
import { openStaging, OutputError } from './publish/staging.ts';
import type { Staging } from './publish/staging.ts';
import { partCacheDir, startSiteSearch, writeSiteSearch } from './publish/write-site-search.ts';
import { postCacheDir, readPosts, searchVariants, settleArticles } from './read-site.ts';
import type { SiteArticles, SiteFolders, SiteOptions } from './read-site.ts';
import { problemOfError } from './report/build-error.ts';
import { mergeProblems } from './report/merge-problems.ts';
import { peakMemoryBytes } from './report/peak-memory.ts';
import { Stopwatch } from './report/stopwatch.ts';
import type { BuildReport, ProgressListener } from './report/types.ts';
import type { Inversion } from './search/index/inversion.ts';
import { assembleSite, editionFacts } from './site.ts';
import type { PreparedSite } from './site.ts';
import { workerCode } from './workers/worker-code.ts';
import { planPages, writePages } from './write-pages.ts';
import type { PagePlan, PlannedPage } from './write-pages.ts';

export interface BuildOptions extends SiteOptions {
  /** Absolute path of the output folder. */
  readonly outputDir: string;
  /** Absolute path of the folder where results are kept from build to build; without one, nothing is kept. */
  readonly cacheDir?: string;
  /** Publish the sound posts although others have errors. */
  readonly keepGoing: boolean;
}

/**
 * Builds a site: posts in, a complete static site out. The published folder is replaced as a whole or not at all.
 * @returns what was built and every problem found; nothing an author can do makes it throw.
 */
export async function buildSite(
  config: SiteConfig,
  options: BuildOptions,
  progress: ProgressListener = () => undefined,
): Promise<BuildReport> {
  const watch = new Stopwatch();
  let staging: Staging | undefined;
  let search: Inversion | undefined;
  let bundling: Promise<ClientAssets> | undefined;
  try {
    staging = await openStaging(options.outputDir, [process.cwd(), options.postsDir]);
    const { dir, workDir, commit } = staging;
    const folders = { outputDir: dir, cacheDir: options.cacheDir ?? workDir, workDir };

    // esbuild works in a process of its own, while this one finds the posts.
    const { pathPrefix, language } = config;
    bundling = bundleClient({ outputDir: dir, pathPrefix, language });
    const bundled = Promise.allSettled([bundling, workerCode('ingest'), searchVariants(config)]);
    const posts = await readPosts(config, options, folders, progress);
    const read = await settleArticles(config, options, posts);
    await bundled;
    const assets = await bundling;
    const facts = await editionFacts(config, options, dir);
    const { cacheDir } = options;
    const outlines = cacheDir === undefined ? undefined : new OutlineCache(cacheDir);
    const key = outlineKey(config, options, assets, facts, read);
    const kept = outlines?.get(key);
    const listed = listedNewestFirst(read.articles);
    if (config.search.enabled) {
      // Threads make the index while this one makes the site, if it has to.
      search = await startSiteSearch(config, folders, listed, {
        isCallerIdle: kept !== undefined,
        ...(cacheDir !== undefined && { runsDir: runCacheDir(cacheDir) }),
      });
    }
    let assembled: Promise<PreparedSite> | undefined;
    const siteOf = () => (assembled ??= assembleSite(config, options, assets, facts, read));
    const site: SiteToWrite = kept
      ? {
          outline: kept,
          plan: { count: kept.pages.length, pages: kept.pages, hasOwnData: false },
          siteOf,
        }
      : await outlined(siteOf);
    watch.lap('read and render');

    // A volume that is not mounted is an empty folder; its site must not take the place of the real one, whatever may go on.
    const isEmpty = Object.values(read.counts).every((count) => count === 0);
    const missing = isEmpty ? [noPosts(options.postsLabel)] : [];
    const problems = mergeProblems([...read.problems, ...site.outline.problems, ...missing]);
    const refused = problems.some(({ severity }) => severity === 'error') && !options.keepGoing;
    if (refused || isEmpty) {
      return report(watch, problems, read);
    }

    const pages = await writeSite(
      config,
      options,
      folders,
      { read, listed, site, search },
      watch,
      progress,
    );
    const size = measureFolder(dir);
    await commit();
    // The site is published: what cannot be kept is made again.
    if (kept) await outlines?.use(key).catch(() => undefined);
    else if (!site.plan.hasOwnData) {
      await outlines?.keep(key, { ...site.outline, pages }).catch(() => undefined);
    }
    for (const folder of Object.values(cacheFolders)) await pruneCache(folder());
    watch.lap('publish');
    const { files: limit } = config.limits;
    const told = size.files > limit ? [...problems, tooManyFiles(size.files, limit)] : problems;
    return report(watch, told, read, { size, pages: pages.length });
  } catch (error) {
    return report(watch, [problemOf(error, options.outputDir)]);
  } finally {
    // Nothing may go on writing into a folder that is being removed.
    await Promise.allSettled([search?.stop(), bundling]);
    await staging?.discard();
  }
}

/** A changed post changes all runs of the search index: of former ones only those of the last build are of use. */
const runLimits = { ...defaultLimits, freeBytes: 0, maximumFactor: 2 };

function runCacheDir(cacheDir: string): string {
  return path.join(cacheDir, 'search');
}

/** What is written of a site. */
interface SiteToWrite {
  readonly outline: SiteOutline;
  readonly plan: PagePlan;
  /** The site itself, which is made when a page must be rendered. */
  readonly siteOf: () => Promise<PreparedSite>;
}

async function outlined(siteOf: () => Promise<PreparedSite>): Promise<SiteToWrite> {
  const site = await siteOf();
  return {
    outline: await outlineSite(site),
    plan: await planPages(site),
    siteOf,
  };
}

interface WhatToWrite {
  readonly read: SiteArticles;
  /** Newest first. */
  readonly listed: readonly Article[];
  readonly site: SiteToWrite;
  readonly search: Inversion | undefined;
}

/** @returns the pages that were written. */
async function writeSite(
  config: SiteConfig,
  options: BuildOptions,
  { outputDir, cacheDir }: SiteFolders,
  { read, listed: articles, site, search }: WhatToWrite,
  watch: Stopwatch,
  progress: ProgressListener,
): Promise<readonly PlannedPage[]> {
  const bodiesDir = postCacheDir(cacheDir);
  const store = new SegmentReader(bodiesDir);
  try {
    const { outline, plan, siteOf } = site;
    const { editions, addresses } = outline;
    const bodySegments = [...new Set(read.articles.map(({ body }) => body.segment))];
    store.hold(bodySegments);
    const publication: Publication = {
      ...{ config, postsDir: options.postsDir, policy: read.policy, articles, editions },
      addressesOf: ({ post }) => addresses.get(post.file) ?? [],
    };
    const [pages] = await allDone([
      writePages(
        plan,
        bodiesByFile(publication, read.articles),
        siteOf,
        { outputDir, bodiesDir, bodySegments, pagesDir: path.join(cacheDir, 'pages') },
        (done) => progress('write', done, plan.count),
      ),
      search && outline.search
        ? writeSiteSearch(config, articles, outline.search, search)
        : undefined,
    ] as const);
    watch.lap(search ? 'pages and search' : 'pages');
    await writeTextFiles(outputDir, outline.files);
    await writeArticleFiles(outputDir, publication, store);
    watch.lap('feeds and sitemap');
    await tidyCache(bodiesDir, read.postKeys);
    if (search && options.cacheDir !== undefined) {
      const used = await search.usedKeys();
      await tidyCache(partCacheDir(options.cacheDir), used.parts);
      await tidyCache(runCacheDir(options.cacheDir), used.runs, runLimits);
    }
    return pages;
  } finally {
    store.close();
  }
}

/** Waits for all even if one fails: none may go on writing into a folder that is being removed. */
async function allDone<Work extends readonly unknown[]>(
  work: Work,
): Promise<{ -readonly [Index in keyof Work]: Awaited<Work[Index]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

function report(
  watch: Stopwatch,
  problems: readonly Problem[],
  read?: SiteArticles,
  written?: { readonly size: FolderSize; readonly pages: number },
): BuildReport {
  const { articles = [], counts } = read ?? {};
  const posts = articles.length;
  return {
    ok: written !== undefined,
    posts,
    drafts: counts?.draft ?? 0,
    future: counts?.future ?? 0,
    excluded: articles.filter(({ post }) => post.visibility === 'unlisted').length,
    // Files that were refused, and sound posts that lost their address to another.
    rejected: counts ? counts.rejected + counts.published - posts : 0,
    pages: written?.pages ?? 0,
    files: written?.size.files ?? 0,
    bytes: written?.size.bytes ?? 0,
    seconds: watch.total,
    peakMemoryBytes: peakMemoryBytes(),
    phases: watch.phases,
    problems,
  };
}

/** The site is sound, but its host may refuse it. */
function tooManyFiles(files: number, limit: number): Problem {
  return {
    file: 'site.config.ts',
    code: 'too-many-files',
    message: `The site has ${files.toLocaleString('en')} files, more than the ${limit.toLocaleString('en')} of limits.files.`,
    hint: 'Lower terms.maximumPages, or raise limits.files if your host takes more.',
    severity: 'warning',
  };
}

function noPosts(folder: string): Problem {
  return {
    file: folder,
    code: 'no-posts',
    message: 'There is no post in this folder.',
    hint: 'Check that it is the right one and that its disk is there; npm run new writes a first post.',
    severity: 'error',
  };
}

function problemOf(error: unknown, outputDir: string): Problem {
  if (error instanceof OutputError) {
    const { message, hint } = error;
    return { file: outputDir, code: 'output-folder', message, hint, severity: 'error' };
  }
  return problemOfError(error instanceof Error ? error : new Error(String(error)), outputDir);
}
