import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { buildCache, derivedFiles } from '../store/cache-folders.ts';
import { linkedFileBytes } from '../config/hosts.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { today } from '../content/dates.ts';
import { locatePost } from '../content/locate-post.ts';
import { possibleWishes } from '../content/make-post.ts';
import { ownFieldTypes } from '../content/own-fields.ts';
import type { Post } from '../content/post.ts';
import type { Problem } from '../content/problem.ts';
import type { Outcome } from '../content/read-post.ts';
import type { ReadPolicy } from '../content/read-policy.ts';
import type { AddressRules } from '../corpus/address-claims.ts';
import type { AliasPlace } from '../corpus/alias-file.ts';
import { listedNewestFirst } from '../corpus/article-order.ts';
import type { UnpublishedPost } from '../corpus/link-problems.ts';
import { resolvePostAddresses } from '../corpus/post-addresses.ts';
import type {
  PublishedAddresses,
  PublishedPost,
  PublishedTerm,
} from '../corpus/published-addresses.ts';
import { layoutFolders } from '../eleventy/folders.ts';
import { uiFor } from '../i18n/catalogues.ts';
import { findPosts } from '../ingest/find-posts.ts';
import { firstCommitDays } from '../ingest/git-dates.ts';
import { ingestPosts } from '../ingest/ingest.ts';
import { prepareArticleHooks } from '../ingest/prepare-hooks.ts';
import type { Article, IngestedFile, ShownArticle, WorkerSettings } from '../ingest/types.ts';
import { isReserved } from '../output/output-paths.ts';
import type { OutcomeCounts, ProgressListener } from '../report/types.ts';
import { readRegularFile } from '../shared/regular-file.ts';
import { inlineCodeProblems } from './inline-code.ts';

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
  /** The alias file as problems name it. @default `_data/aliases.yaml` */
  readonly aliasLabel?: string;
  /** The settings as problems name them. @default `site.config.ts` */
  readonly settingsLabel?: string;
  /**
   * Absolute path of the site's own folder. Git is asked there, or above, for the dates of posts,
   * never among the posts.
   * @default the working directory
   */
  readonly siteDir?: string;
  /** What is wrong with the site's folder itself. @default nothing */
  readonly siteProblems?: readonly Problem[];
  /**
   * For the dev server: marks drafts, adds pages such as that of problems, and leaves out what only
   * a published site needs. Never set in a build.
   * @default false
   */
  readonly isDev?: boolean;
}

/** A site's alias file: its absolute path, and how problems name it. */
export function aliasFileOf({
  aliasLabel = '_data/aliases.yaml',
  aliasFile = path.resolve(aliasLabel),
}: Pick<SiteOptions, 'aliasFile' | 'aliasLabel'>): AliasPlace {
  return { file: aliasFile, label: aliasLabel };
}

/** A site's file of labels, which lies beside that of aliases. */
export function labelFileOf(options: Pick<SiteOptions, 'aliasFile' | 'aliasLabel'>): AliasPlace {
  const { file, label } = aliasFileOf(options);
  const name = 'labels.yaml';
  return { file: path.join(path.dirname(file), name), label: path.posix.join(label, '..', name) };
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

/** What a build knows of the addresses that earlier ones have published. */
export interface AddressMemory {
  readonly addresses: PublishedAddresses;
  /** Whether addresses may change hands and vanish in this build. */
  readonly isAccepting: boolean;
  /** What is wrong with the memory itself. */
  readonly problems: readonly Problem[];
}

/**
 * The posts of a site with their final addresses and dates, which depend on other posts and on git.
 */
export interface SiteArticles {
  readonly policy: ReadPolicy;
  /** All articles with a page, unlisted ones included, in the order of files. */
  readonly articles: readonly Article[];
  /** Those of them that lists name, newest first. */
  readonly listed: readonly Article[];
  /** Posts without a page, in the order of files. */
  readonly unpublished: readonly UnpublishedPost[];
  readonly counts: OutcomeCounts;
  /** Keys of the published posts in the post cache. */
  readonly postKeys: ReadonlySet<string>;
  /** Problems of the folder, of each post, and of posts that want the same address. */
  readonly problems: readonly Problem[];
  /** What the next build must know of the posts' addresses. */
  readonly published: readonly PublishedPost[];
  /** The schemes by which they were made in this build and before, newest first. */
  readonly schemes: readonly string[];
  /** Terms that an earlier build has published; absent in a build without a memory. */
  readonly publishedTerms?: readonly PublishedTerm[];
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

/**
 * Takes drafts and posts of the future out, as a build without them does, but keeps their problems.
 */
export function withoutHeldBack({ results, problems }: ReadPosts): ReadPosts {
  return {
    results: results.map((result) => {
      const post = result.article?.post;
      const outcome = post?.heldBack?.[0];
      if (!post || outcome === undefined) return result;
      const { file, problems: own } = result;
      const { title, slug, permalink = post.hasOwnSlug ? slug : [] } = post;
      // What such a build knows of the post too.
      const names = [title, permalink].flat();
      return { file, outcome, names, problems: own };
    }),
    problems,
  };
}

/**
 * Takes the dates of undated posts from git, and gives each post an address of its own.
 * @param memory of what earlier builds have published; without it, all posts are new.
 */
export async function settleArticles(
  config: SiteConfig,
  options: SiteOptions,
  { results, problems: folderProblems }: ReadPosts,
  memory?: AddressMemory,
): Promise<SiteArticles> {
  // Of an empty folder, another error says all.
  const past = results.length > 0 ? memory?.addresses : undefined;
  const ingested = results.flatMap(({ article }) => (article ? [article] : []));
  const dated = await dateFromGit(ingested, options, config.timeZone);
  const { articles, published, schemes, problems } = resolvePostAddresses(
    dated,
    options.postsLabel,
    addressRules(config, ingested),
    past && {
      posts: past.posts,
      schemes: past.schemes,
      files: new Set(results.map(({ file }) => file)),
      heldBack: new Map(
        results.flatMap(({ file, outcome, names = [] }) =>
          outcome === 'draft' || outcome === 'future' ? [[file, possibleWishes(file, names)]] : [],
        ),
      ),
      isAccepting: memory?.isAccepting === true,
      lineOfWish: (post) => lineOfWish(options.postsDir, post, config.limits.postBytes),
    },
  );
  return {
    policy: await readPolicy(config, options),
    articles,
    listed: listedNewestFirst(articles),
    unpublished: results.flatMap(({ file, outcome, article, names = [] }) =>
      article || outcome === 'published' ? [] : [{ file, reason: outcome, names }],
    ),
    counts: countOutcomes(results.map(({ outcome }) => outcome)),
    postKeys: new Set(results.flatMap(({ key }) => key ?? [])),
    problems: [
      ...folderProblems,
      ...(options.siteProblems ?? []),
      ...inlineCodeProblems(config),
      ...(memory?.problems ?? []),
      ...results.flatMap((result) => result.problems),
      ...problems,
    ],
    published,
    schemes,
    ...(past && { publishedTerms: past.terms }),
  };
}

/**
 * How the addresses of a site's posts are made.
 * @param read the posts with the dates of their files alone.
 */
export function addressRules(
  { permalinks }: Pick<SiteConfig, 'permalinks'>,
  read: readonly ShownArticle[],
): AddressRules {
  const dates = new Map(read.map(({ post }) => [post.file, post.date]));
  return { scheme: permalinks, isReserved, dateOf: ({ file }) => dates.get(file) };
}

/** The line on which a post asks for its address; 1 if it is not found. */
function lineOfWish(
  postsDir: string,
  { file, permalink }: Pick<Post, 'file' | 'permalink'>,
  maximumBytes: number,
): number {
  try {
    const bytes = readRegularFile(path.join(postsDir, file), postsDir, maximumBytes);
    const { lineOf } = locatePost(new TextDecoder().decode(bytes));
    const line = lineOf('permalink');
    return permalink === undefined ? Math.max(lineOf('slug'), line) : line;
  } catch {
    // It has changed since it was read.
    return 1;
  }
}

/**
 * Settings for the threads that read and render posts. They hold no post's content.
 * @param folders without `outputDir`, pictures and linked files are put nowhere.
 */
export async function workerSettings(
  config: SiteConfig,
  options: SiteOptions,
  { outputDir, cacheDir }: Pick<SiteFolders, 'cacheDir'> & Partial<Pick<SiteFolders, 'outputDir'>>,
): Promise<WorkerSettings> {
  const { postsDir, postsLabel } = options;
  const { limits, pathPrefix } = config;
  const hooks = await prepareArticleHooks(config, options.siteDir ?? process.cwd());
  const site = outputDir === undefined ? {} : { outputDir };
  return {
    postsDir,
    postsLabel,
    cacheDir: buildCache(cacheDir).posts,
    policy: await readPolicy(config, options),
    maximumBytes: limits.postBytes,
    pictures: {
      postsDir,
      ...site,
      cacheDir: derivedFiles(),
      pathPrefix,
      maximumBytes: limits.pictureBytes,
      maximumPixels: limits.picturePixels,
    },
    files: { postsDir, ...site, pathPrefix, maximumBytes: linkedFileBytes(config) },
    postSeconds: limits.postSeconds,
    workerMegabytes: limits.workerMegabytes,
    pathPrefix,
    siteUrl: config.url,
    labels: uiFor(config.language).markdown,
    ...(hooks && { hooks }),
  };
}

/** Settings that decide which posts are public and how their fields are read. */
export async function readPolicy(
  config: SiteConfig,
  options: Pick<SiteOptions, 'drafts' | 'future' | 'now'>,
): Promise<ReadPolicy> {
  const ownFields = ownFieldTypes(config);
  return {
    drafts: options.drafts,
    future: options.future,
    today: today(options.now, config.timeZone),
    timeZone: config.timeZone,
    language: config.language,
    layouts: await findPostLayouts(),
    ...(ownFields && { ownFields }),
  };
}

/**
 * Layouts that a post may name: the templates directly in `_includes/`, of the site's folder and of
 * Inkstone. Those of lists, and partials, are in folders below it.
 * @returns file names, sorted.
 */
export async function findPostLayouts(): Promise<readonly string[]> {
  const names = await Promise.all(layoutFolders().map((folder) => readdir(folder)));
  return [...new Set(names.flat())].filter((name) => name.endsWith('.njk')).sort();
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

/** Counts files by their outcome. */
export function countOutcomes(outcomes: readonly Outcome[]): OutcomeCounts {
  const counts = { published: 0, draft: 0, future: 0, rejected: 0 };
  for (const outcome of outcomes) counts[outcome]++;
  return counts;
}
