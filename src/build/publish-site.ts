import path from 'node:path';
import { settleThenAll } from '../shared/settle-then-all.ts';
import type { ClientAssets } from '../output/bundle-client.ts';
import type { BuildOptions } from './build.ts';
import { pruneCache } from '../store/place-cached.ts';
import { SegmentReader } from '../store/segment-reader.ts';
import { defaultLimits, tidyCache } from '../store/tidy-cache.ts';
import { cacheFolders } from '../store/cache-folders.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import { listedNewestFirst } from '../corpus/article-order.ts';
import type { Article } from '../ingest/types.ts';
import { OutlineCache } from './kept-site-cache.ts';
import { outlineKey } from './kept-site-key.ts';
import { outlineSite } from './kept-site.ts';
import type { SiteOutline } from './kept-site.ts';
import { bodiesByFile, writeArticleFiles, writeTextFiles } from '../output/article-files.ts';
import type { Publication } from '../output/article-files.ts';
import { measureFolder } from '../shared/measure-folder.ts';
import { partCacheDir, startSiteSearch, writeSiteSearch } from '../output/write-site-search.ts';
import { postCacheDir, settleArticles } from './read-posts.ts';
import type { ReadPosts, SiteArticles, SiteFolders } from './read-posts.ts';
import { buildReport } from '../report/build-report.ts';
import { mergeProblems } from '../report/merge-problems.ts';
import type { Stopwatch } from '../report/stopwatch.ts';
import type { BuildReport, ProgressListener } from '../report/types.ts';
import type { Inversion } from '../search/index/inversion.ts';
import { assembleSite, editionFacts } from './gather-site.ts';
import type { PreparedSite } from './gather-site.ts';
import { hasOwnPages } from '../eleventy/own-pages.ts';
import { planPages, writePages } from './write-pages.ts';
import type { PagePlan, PlannedPage } from './write-pages.ts';

/** What there is of a site when its posts are read. */
export interface SiteBeginnings {
  readonly folders: SiteFolders;
  readonly posts: ReadPosts;
  readonly assets: ClientAssets;
  /** Puts what was written in the place of the published site. */
  readonly commit: () => Promise<void>;
}

/**
 * Makes a site of posts that are read, writes it, and publishes it unless a problem forbids that.
 * @throws {Error} when it cannot be made or written.
 */
export async function publishSite(
  config: SiteConfig,
  options: BuildOptions,
  { folders, posts, assets, commit }: SiteBeginnings,
  watch: Stopwatch,
  progress: ProgressListener,
): Promise<BuildReport> {
  let search: Inversion | undefined;
  try {
    const read = await settleArticles(config, options, posts);
    const facts = await editionFacts(config, options, folders.outputDir);
    const { cacheDir } = options;
    const outlines = cacheDir === undefined ? undefined : new OutlineCache(cacheDir);
    const key = outlineKey(config, options, assets, facts, read);
    // Pages of the site's own templates are printed from the site itself.
    const kept = hasOwnPages() ? undefined : outlines?.get(key);
    const listed = listedNewestFirst(read.articles);
    if (config.search.enabled) {
      // Threads make the index while this one makes the site, if it has to.
      search = await startSiteSearch(config, folders, listed, {
        isCallerIdle: kept !== undefined,
        ...(cacheDir !== undefined && { runsDir: runCacheDir(cacheDir) }),
      });
    }
    let assembled: Promise<PreparedSite> | undefined;
    const siteOf = () => {
      if (!assembled) progress('gather', 0, 0);
      return (assembled ??= assembleSite(config, options, assets, facts, read));
    };
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
      return buildReport(watch, problems, read);
    }

    const { pages, changed } = await writeSite(
      config,
      options,
      folders,
      { key, read, listed, site, search },
      watch,
      progress,
    );
    const size = measureFolder(folders.outputDir);
    await commit();
    // The site is published: what cannot be kept is made again.
    if (kept) await outlines?.use(key).catch(() => undefined);
    else if (!site.plan.hasOwnData) {
      await outlines?.keep(key, { ...site.outline, pages }).catch(() => undefined);
    }
    for (const folder of Object.values(cacheFolders)) await pruneCache(folder());
    watch.lap('publish');
    const { files: limit } = config.limits;
    const late = [
      ...changed.map(({ post }) => editionLeftOut(path.posix.join(options.postsLabel, post.file))),
      ...(size.files > limit ? [tooManyFiles(size.files, limit)] : []),
    ];
    return buildReport(watch, [...problems, ...late], read, { size, pages: pages.length });
  } finally {
    // Nothing may go on writing into a folder that is being removed.
    await search?.stop().catch(() => undefined);
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
  /** See `outlineKey`. */
  readonly key: string;
  readonly read: SiteArticles;
  /** Newest first. */
  readonly listed: readonly Article[];
  readonly site: SiteToWrite;
  readonly search: Inversion | undefined;
}

/** @returns the pages that were written, and articles whose files have changed meanwhile. */
async function writeSite(
  config: SiteConfig,
  options: BuildOptions,
  { outputDir, cacheDir }: SiteFolders,
  { key, read, listed: articles, site, search }: WhatToWrite,
  watch: Stopwatch,
  progress: ProgressListener,
): Promise<{ readonly pages: readonly PlannedPage[]; readonly changed: readonly Article[] }> {
  const bodiesDir = postCacheDir(cacheDir);
  const store = new SegmentReader(bodiesDir);
  try {
    const { outline, plan, siteOf } = site;
    const { editions, addresses } = outline;
    const bodySegments = [...new Set(read.articles.map(({ body }) => body.segment))];
    store.hold(bodySegments);
    const publication: Publication = {
      ...{ config, postsDir: options.postsDir, articles, editions },
      addressesOf: ({ post }) => addresses.get(post.file) ?? [],
    };
    const [pages] = await settleThenAll([
      writePages(
        plan,
        bodiesByFile(publication, read.articles),
        siteOf,
        { outputDir, bodiesDir, bodySegments, pagesDir: path.join(cacheDir, 'pages') },
        (done) => progress('write', done, plan.count),
      ),
      search && outline.search
        ? writeSiteSearch(config, articles, outline.search, search, key)
        : undefined,
    ] as const);
    watch.lap(search ? 'pages and search' : 'pages');
    await writeTextFiles(outputDir, outline.files);
    const changed = await writeArticleFiles(outputDir, publication, store);
    watch.lap('feeds and sitemap');
    await tidyCache(bodiesDir, read.postKeys);
    if (search && options.cacheDir !== undefined) {
      const used = await search.usedKeys();
      await tidyCache(partCacheDir(options.cacheDir), used.parts);
      await tidyCache(runCacheDir(options.cacheDir), used.runs, runLimits);
    }
    return { pages, changed };
  } finally {
    store.close();
  }
}

/** The page stands, and the next build makes both of the new version. */
function editionLeftOut(file: string): Problem {
  return {
    file,
    line: 1,
    code: 'post-changing',
    message: 'The file has changed since it was read; its Markdown edition is left out.',
    hint: 'Build again when it is written.',
    severity: 'warning',
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
