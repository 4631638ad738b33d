import path from 'node:path';
import { bundleClient } from './assets/bundle.ts';
import type { ClientAssets } from './assets/bundle.ts';
import { cacheFolders } from './config/cache-folders.ts';
import type { SiteConfig } from './config/site-config.ts';
import { tidyCache } from './cache/tidy-cache.ts';
import type { Problem } from './content/problem.ts';
import { articlesWithPages } from './corpus/corpus.ts';
import { pruneCache } from './cache/place-cached.ts';
import { BodyReader } from './ingest/body-store.ts';
import { measureFolder } from './publish/measure-folder.ts';
import type { FolderSize } from './publish/measure-folder.ts';
import { openStaging, OutputError } from './publish/staging.ts';
import type { Staging } from './publish/staging.ts';
import { writeSiteFiles } from './publish/write-site-files.ts';
import { startSiteSearch, writeSiteSearch } from './publish/write-site-search.ts';
import { problemOfError } from './report/build-error.ts';
import { mergeProblems } from './report/merge-problems.ts';
import { peakMemoryBytes } from './report/peak-memory.ts';
import { Stopwatch } from './report/stopwatch.ts';
import type { BuildReport, ProgressListener } from './report/types.ts';
import type { Inversion } from './search/index/inversion.ts';
import { pagePaths } from './site-pages.ts';
import { postCacheDir, prepareSite } from './site.ts';
import type { PreparedSite, SiteFolders, SiteOptions } from './site.ts';
import { writePages } from './write-pages.ts';

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
  let assets: Promise<ClientAssets> | undefined;
  try {
    staging = await openStaging(options.outputDir, [process.cwd(), options.postsDir]);
    const { dir, workDir, commit } = staging;
    const cacheDir = options.cacheDir ?? workDir;

    assets = bundleClient({
      outputDir: dir,
      pathPrefix: config.pathPrefix,
      language: config.language,
    });
    const site = await prepareSite(
      config,
      options,
      assets,
      { outputDir: dir, cacheDir, workDir },
      progress,
      (articles) => {
        // Threads make the index while this one makes pages.
        if (config.search.enabled) search = startSiteSearch(config, dir, articles, workDir);
      },
    );
    watch.lap('read and render');
    // A volume that is not mounted is an empty folder; its site must not take the place of the real one, whatever may go on.
    const isEmpty = Object.values(site.counts).every((count) => count === 0);
    const missing = isEmpty ? [noPosts(options.postsLabel)] : [];
    const problems = mergeProblems([...site.problems, ...missing]);
    const refused = problems.some(({ severity }) => severity === 'error') && !options.keepGoing;
    if (refused || isEmpty) {
      return report(watch, problems, site);
    }

    const size = await writeSite(
      site,
      { outputDir: dir, cacheDir, workDir },
      search,
      watch,
      progress,
    );
    await commit();
    for (const folder of Object.values(cacheFolders)) await pruneCache(folder());
    watch.lap('publish');
    const { files: limit } = config.limits;
    const told = size.files > limit ? [...problems, tooManyFiles(size.files, limit)] : problems;
    return report(watch, told, site, size);
  } catch (error) {
    return report(watch, [problemOf(error, options.outputDir)]);
  } finally {
    // Nothing may go on writing into a folder that is being removed.
    await Promise.allSettled([search?.stop(), assets]);
    await staging?.discard();
  }
}

async function writeSite(
  site: PreparedSite,
  { outputDir, cacheDir }: SiteFolders,
  search: Inversion | undefined,
  watch: Stopwatch,
  progress: ProgressListener,
): Promise<FolderSize> {
  const store = new BodyReader(postCacheDir(cacheDir));
  try {
    const articles = articlesWithPages(site.corpus);
    const segments = [...new Set(articles.map(({ body }) => body.segment))];
    store.hold(segments);
    const total = pagePaths(site).length;
    const pageFolders = {
      outputDir,
      bodiesDir: postCacheDir(cacheDir),
      bodySegments: segments,
      pagesDir: path.join(cacheDir, 'pages'),
    };
    await bothDone(
      writePages(site, pageFolders, (done) => progress('write', done, total)),
      search && writeSiteSearch(outputDir, site, search),
    );
    watch.lap(search ? 'pages and search' : 'pages');
    await writeSiteFiles(outputDir, site, store);
    watch.lap('feeds and sitemap');
    await tidyCache(postCacheDir(cacheDir), site.postKeys);
    return measureFolder(outputDir);
  } finally {
    store.close();
  }
}

/** Waits for both even if one fails: neither may go on writing into a folder that is being removed. */
async function bothDone(...work: readonly (Promise<unknown> | undefined)[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) {
    if (result.status === 'rejected') throw result.reason;
  }
}

function report(
  watch: Stopwatch,
  problems: readonly Problem[],
  site?: PreparedSite,
  size?: FolderSize,
): BuildReport {
  const { corpus, counts } = site ?? {};
  const posts = corpus ? corpus.articles.length + corpus.unlisted.length : 0;
  return {
    ok: size !== undefined,
    posts,
    drafts: counts?.draft ?? 0,
    future: counts?.future ?? 0,
    excluded: corpus?.unlisted.length ?? 0,
    // Files that were refused, and sound posts that lost their address to another.
    rejected: counts ? counts.rejected + counts.published - posts : 0,
    pages: site && size ? pagePaths(site).length : 0,
    files: size?.files ?? 0,
    bytes: size?.bytes ?? 0,
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
