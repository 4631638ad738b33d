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

/** Which posts a site is made of, and what of them is public. */
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
   * Absolute path of the file of names that mean the same; it belongs to the content and need not
   * exist.
   * @default `_data/aliases.yaml` in the working directory
   */
  readonly aliasFile?: string;
  /**
   * Absolute path of the site's own folder: the history that dates posts is looked for there and
   * above, never among the posts.
   * @default the working directory
   */
  readonly siteDir?: string;
  /**
   * For the dev server: marks what is not public, adds its pages, and leaves out what only a
   * published site needs. Never in a build.
   * @default false
   */
  readonly preview?: boolean;
}

/** The file of aliases as problems name it, wherever it lies. */
export const aliasLabel = '_data/aliases.yaml';

/** Where a site's file of aliases lies. */
export function aliasFileOf({ aliasFile }: Pick<SiteOptions, 'aliasFile'>): string {
  return aliasFile ?? path.resolve(aliasLabel);
}

/** Folders of a build. */
export interface SiteFolders {
  /** Absolute path of the folder the site is written to. */
  readonly outputDir: string;
  /**
   * Absolute path of a folder for what may be kept from build to build: rendered bodies and pages.
   */
  readonly cacheDir: string;
  /** Absolute path of an existing folder for what only this build needs. */
  readonly workDir: string;
}

/** The posts of a site as they were read, each by itself. */
export interface ReadPosts {
  readonly results: readonly IngestedFile[];
  /** Of the folder itself. */
  readonly problems: readonly Problem[];
}

/**
 * The posts of a site with their addresses and dates, which depend on more than the post itself.
 */
export interface SiteArticles {
  readonly policy: ReadPolicy;
  /** Every one with a page, in the order of files. */
  readonly articles: readonly Article[];
  readonly counts: OutcomeCounts;
  /** What published posts are kept under in the post cache. */
  readonly postKeys: ReadonlySet<string>;
  /** Of the folder, of each post, and of posts that want the same address. */
  readonly problems: readonly Problem[];
}

/** Reads and renders all posts. Rendered bodies wait in the post cache. */
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

/** Gives posts the dates that git knows, and addresses of their own. */
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

/** What decides how a post is read and rendered. */
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

/** Which posts are published and how their fields read. */
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
 * A post may name any layout that lies directly in `_includes/`; layouts of lists and parts lie in
 * folders below.
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
