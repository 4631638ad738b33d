import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { buildCache, derivedFiles } from '../store/cache-folders.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { today } from '../content/dates.ts';
import type { Problem } from '../content/problem.ts';
import type { Outcome } from '../content/read-post.ts';
import type { ReadPolicy } from '../content/read-policy.ts';
import { resolvePostSlugs } from '../corpus/post-slugs.ts';
import { uiFor } from '../i18n/catalogues.ts';
import { findPosts } from '../ingest/find-posts.ts';
import { firstCommitDays } from '../ingest/git-dates.ts';
import { ingestPosts } from '../ingest/ingest.ts';
import type { Article, IngestedFile, WorkerSettings } from '../ingest/types.ts';
import type { OutcomeCounts, ProgressListener } from '../report/types.ts';

/** Which posts a site is made of, and which of them are public. */
export interface SiteOptions {
  /** Absolute path of the posts folder. */
  readonly postsDir: string;
  /** The posts folder as problems name it. */
  readonly postsLabel: string;
  readonly drafts: boolean;
  readonly future: boolean;
  /** The moment of the build; decides which posts lie in the future. */
  readonly now: Date;
  /**
   * Absolute path of the alias file, which lists names that mean the same; it need not exist.
   * @default `_data/aliases.yaml` in the working directory
   */
  readonly aliasFile?: string;
  /**
   * Absolute path of the site's own folder. Git is asked there, or above, for the dates of posts,
   * never among the posts.
   * @default the working directory
   */
  readonly siteDir?: string;
  /**
   * For the dev server: marks drafts, adds pages such as that of problems, and leaves out what only
   * a published site needs. Never set in a build.
   * @default false
   */
  readonly preview?: boolean;
}

/** The alias file as problems name it, wherever it lies. */
export const aliasLabel = '_data/aliases.yaml';

/** Absolute path of a site's alias file. */
export function aliasFileOf({ aliasFile }: Pick<SiteOptions, 'aliasFile'>): string {
  return aliasFile ?? path.resolve(aliasLabel);
}

/** Folders that a build writes to. */
export interface SiteFolders {
  /** Absolute path of the folder the site is written to. */
  readonly outputDir: string;
  /** Absolute path of the build cache, which holds rendered bodies and pages. */
  readonly cacheDir: string;
  /** Absolute path of an existing folder for temporary files of this build. */
  readonly workDir: string;
}

/** The posts of a site, each read by itself. */
export interface ReadPosts {
  readonly results: readonly IngestedFile[];
  /** Problems of the posts folder, such as links that lead nowhere. */
  readonly problems: readonly Problem[];
}

/**
 * The posts of a site with their final addresses and dates, which depend on other posts and on git.
 */
export interface SiteArticles {
  readonly policy: ReadPolicy;
  /** All articles with a page, unlisted ones included, in the order of files. */
  readonly articles: readonly Article[];
  readonly counts: OutcomeCounts;
  /** Keys of the published posts in the post cache. */
  readonly postKeys: ReadonlySet<string>;
  /** Problems of the folder, of each post, and of posts that want the same address. */
  readonly problems: readonly Problem[];
}

/** Reads and renders all posts. Their bodies are in the post cache. */
export async function readPosts(
  config: SiteConfig,
  options: SiteOptions,
  folders: SiteFolders,
  progress: ProgressListener = () => undefined,
): Promise<ReadPosts> {
  const settings = await workerSettings(config, options, folders);
  const found = await findPosts(options.postsDir, options.postsLabel);
  const results = await ingestPosts(found.files, settings, (done) => {
    progress('read', done, found.files.length);
  });
  return { results, problems: found.problems };
}

/** Takes the dates of undated posts from git, and gives each post an address of its own. */
export async function settleArticles(
  config: SiteConfig,
  options: SiteOptions,
  { results, problems: folderProblems }: ReadPosts,
): Promise<SiteArticles> {
  const ingested = results.flatMap(({ article }) => (article ? [article] : []));
  const dated = await dateFromGit(ingested, options, config.timeZone);
  const { articles, problems } = resolvePostSlugs(dated, options.postsLabel);
  return {
    policy: await readPolicy(config, options),
    articles,
    counts: countOutcomes(results.map(({ outcome }) => outcome)),
    postKeys: new Set(results.flatMap(({ key }) => key ?? [])),
    problems: [...folderProblems, ...results.flatMap((result) => result.problems), ...problems],
  };
}

/** Settings for the threads that read and render posts. They hold no post's content. */
export async function workerSettings(
  config: SiteConfig,
  options: SiteOptions,
  { outputDir, cacheDir }: Pick<SiteFolders, 'outputDir' | 'cacheDir'>,
): Promise<WorkerSettings> {
  return {
    postsDir: options.postsDir,
    postsLabel: options.postsLabel,
    cacheDir: buildCache(cacheDir).posts,
    outputDir,
    imageCacheDir: derivedFiles(),
    policy: await readPolicy(config, options),
    maximumBytes: config.limits.postBytes,
    pictures: {
      maximumBytes: config.limits.pictureBytes,
      maximumPixels: config.limits.picturePixels,
    },
    postSeconds: config.limits.postSeconds,
    workerMegabytes: config.limits.workerMegabytes,
    pathPrefix: config.pathPrefix,
    siteUrl: config.url,
    labels: uiFor(config.language).markdown,
  };
}

/** Settings that decide which posts are public and how their fields are read. */
async function readPolicy(config: SiteConfig, options: SiteOptions): Promise<ReadPolicy> {
  return {
    drafts: options.drafts,
    future: options.future,
    today: today(options.now, config.timeZone),
    timeZone: config.timeZone,
    language: config.language,
    layouts: await findPostLayouts(),
  };
}

/**
 * Layouts that a post may name: the templates directly in `_includes/`. Those of lists, and
 * partials, are in folders below it.
 * @returns file names, sorted.
 */
export async function findPostLayouts(): Promise<readonly string[]> {
  const names = await readdir(path.resolve('_includes'));
  return names.filter((name) => name.endsWith('.njk')).sort();
}

async function dateFromGit(
  articles: readonly Article[],
  { postsDir, siteDir = process.cwd() }: SiteOptions,
  zone: string,
): Promise<readonly Article[]> {
  const undated = articles.filter(({ post }) => post.date === undefined);
  const days = await firstCommitDays(
    { siteDir, postsDir },
    undated.map(({ post }) => post.file),
    zone,
  );
  return articles.map((article) => {
    const date = article.post.date ?? days.get(article.post.file);
    return date === undefined ? article : { ...article, post: { ...article.post, date } };
  });
}

function countOutcomes(outcomes: readonly Outcome[]): OutcomeCounts {
  const counts = { published: 0, draft: 0, future: 0, rejected: 0 };
  for (const outcome of outcomes) counts[outcome]++;
  return counts;
}
