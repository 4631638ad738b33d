import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { publishIcons } from './assets/icons.ts';
import type { ClientAssets } from './assets/bundle.ts';
import { cacheFolders } from './config/cache-folders.ts';
import type { SiteConfig } from './config/site-config.ts';
import { today } from './content/dates.ts';
import type { Problem } from './content/problem.ts';
import type { Outcome, ReadPolicy } from './content/read-post.ts';
import { loadAliases } from './corpus/alias-file.ts';
import { articlesWithPages, buildCorpus } from './corpus/corpus.ts';
import type { Corpus } from './corpus/corpus.ts';
import { resolvePostSlugs } from './corpus/post-slugs.ts';
import { planEditions } from './editions/edition-plan.ts';
import type { EditionPlan } from './editions/edition-plan.ts';
import { findFont } from './editions/find-font.ts';
import { uiFor } from './i18n/ui.ts';
import { findPosts } from './ingest/find-posts.ts';
import { firstCommitDays } from './ingest/git-dates.ts';
import { ingestPosts } from './ingest/ingest.ts';
import type { Article, IngestedFile, WorkerSettings } from './ingest/types.ts';
import { measureFolder } from './publish/measure-folder.ts';
import { mergeProblems } from './report/merge-problems.ts';
import type { OutcomeCounts, ProgressListener } from './report/types.ts';
import { encodeVariants } from './search/fold.ts';
import type { VariantTable } from './search/fold.ts';
import { loadVariants } from './search/index/load-variants.ts';
import { collectRedirects } from './views/redirects.ts';
import type { RedirectView } from './views/redirects.ts';
import { viewPaths } from './site-pages.ts';
import { buildViews } from './views/views.ts';
import type { Views } from './views/views.ts';
import { workerCode } from './workers/worker-code.ts';

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
   * Absolute path of the file of names that mean the same; it belongs to the content and need not exist.
   * @default `_data/aliases.yaml` in the working directory
   */
  readonly aliasFile?: string;
  /** For the dev server: marks what is not public, adds its pages, and leaves out what only a published site needs. Never in a build. @default false */
  readonly preview?: boolean;
}

/** Everything Eleventy needs to print a site, and what the report says of it. */
export interface PreparedSite {
  readonly config: SiteConfig;
  /** Absolute path of the posts folder, and what of it is public. */
  readonly postsDir: string;
  readonly policy: ReadPolicy;
  readonly corpus: Corpus;
  readonly editions: EditionPlan;
  readonly views: Views;
  /** Old addresses of posts. */
  readonly redirects: readonly RedirectView[];
  /** Those with a page of their own, which hosts that read no `_redirects` need. */
  readonly redirectPages: readonly RedirectPage[];
  /** What search folds texts with. */
  readonly searchVariants: VariantTable;
  /** Layouts that a post may name, sorted; `_data/posts.ts` follows this order. */
  readonly postLayouts: readonly string[];
  /** Folders that the dev server watches beside templates and data files. */
  readonly watchTargets: readonly string[];
  /** What published posts are kept under in the post cache. */
  readonly postKeys: ReadonlySet<string>;
  readonly counts: OutcomeCounts;
  readonly problems: readonly Problem[];
}

/** As problems name it, wherever it lies. */
const aliasLabel = '_data/aliases.yaml';

/** Folders of a build. */
export interface SiteFolders {
  /** Absolute path of the folder the site is written to. */
  readonly outputDir: string;
  /** Absolute path of a folder for what may be kept from build to build: rendered bodies and pages. */
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
 * Reads and renders all posts and makes the views of every page. Rendered bodies wait in the post cache.
 * @param assets needed only when all posts are read.
 * @param onArticles called with the articles that the site will have, before what takes long is made of them.
 */
export async function prepareSite(
  config: SiteConfig,
  options: SiteOptions,
  assets: ClientAssets | Promise<ClientAssets>,
  folders: SiteFolders,
  progress: ProgressListener = () => undefined,
  onArticles?: (articles: readonly Article[]) => void,
): Promise<PreparedSite> {
  // esbuild works in a process of its own, while this one finds the posts.
  const bundling = Promise.allSettled([assets, workerCode('ingest')]);
  const settings = await workerSettings(config, options, folders);
  const found = await findPosts(options.postsDir, options.postsLabel);
  const results = await ingestPosts(found.files, settings, (done) => {
    progress('read', done, found.files.length);
  });
  const read = { results, problems: found.problems };
  await bundling;
  return assembleSite(config, options, await assets, folders.outputDir, read, onArticles);
}

/** What decides how a post is read and rendered. */
export async function workerSettings(
  config: SiteConfig,
  options: SiteOptions,
  { outputDir, cacheDir, workDir }: SiteFolders,
): Promise<WorkerSettings> {
  const variants = await searchVariants(config);
  return {
    postsDir: options.postsDir,
    postsLabel: options.postsLabel,
    cacheDir: postCacheDir(cacheDir),
    workDir,
    outputDir,
    imageCacheDir: cacheFolders.images(),
    policy: await readPolicy(config, options),
    maximumBytes: config.limits.postBytes,
    pathPrefix: config.pathPrefix,
    siteUrl: config.url,
    labels: uiFor(config.language).markdown,
    ...(config.search.enabled && { searchVariants: encodeVariants(variants) }),
  };
}

function searchVariants({ search }: SiteConfig): Promise<VariantTable> {
  return loadVariants(search.enabled ? search.variants : 'none');
}

/** Where rendered posts lie. */
export function postCacheDir(cacheDir: string): string {
  return path.join(cacheDir, 'posts');
}

/**
 * Makes the site of posts that are read: all that depends on more than one of them.
 * @param outputDir absolute path of the folder the site is written to; the posts' pictures are there.
 */
export async function assembleSite(
  config: SiteConfig,
  options: SiteOptions,
  assets: ClientAssets,
  outputDir: string,
  { results, problems: folderProblems }: ReadPosts,
  onArticles?: (articles: readonly Article[]) => void,
): Promise<PreparedSite> {
  const { postsDir, postsLabel } = options;
  const policy = await readPolicy(config, options);
  const ingested = results.flatMap(({ article }) => (article ? [article] : []));
  const dated = await dateFromGit(ingested, options, config.timeZone);
  const { articles, problems } = resolvePostSlugs(dated, postsLabel);
  onArticles?.(articles);
  const aliasFile = options.aliasFile ?? path.resolve(aliasLabel);
  const aliases = await loadAliases(aliasFile, aliasLabel);
  const corpus = buildCorpus(articles, {
    ...config.terms,
    aliases: aliases.table,
    pageSize: config.pagination.listings,
    links: { pathPrefix: config.pathPrefix, siteUrl: config.url, postsLabel },
  });
  const editions = planEditions(config, corpus, {
    pictures: countPictures(outputDir),
    icons: config.editions.webManifest
      ? await publishIcons(outputDir, cacheFolders.icons(), config.pathPrefix)
      : [],
    font: findFont(config.editions.socialImageFont),
    dev: options.preview ?? false,
  });
  const all = [
    ...folderProblems,
    ...results.flatMap((result) => result.problems),
    ...problems,
    ...aliases.problems,
    ...corpus.backlinks.problems,
    ...editions.problems,
  ];
  const preview = options.preview
    ? { problems: mergeProblems(all), pathOf: (file: string) => path.resolve(file) }
    : undefined;
  const views = buildViews(config, corpus, assets, { editions, ...(preview && { preview }) });
  const redirects = collectRedirects(
    articlesWithPages(corpus),
    viewPaths(views),
    views.links,
    postsLabel,
  );
  return {
    config,
    postsDir,
    policy,
    corpus,
    editions,
    views,
    redirects: redirects.all,
    redirectPages: redirectPages(redirects.all, editions),
    searchVariants: await searchVariants(config),
    postLayouts: policy.layouts,
    watchTargets: [postsDir, 'src/client', aliasFile],
    postKeys: new Set(results.flatMap(({ key }) => key ?? [])),
    counts: countOutcomes(results.map(({ outcome }) => outcome)),
    problems: [...all, ...redirects.problems],
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

/** A post may name any layout that lies directly in `_includes/`; layouts of lists and parts lie in folders below. */
export async function findPostLayouts(): Promise<readonly string[]> {
  const names = await readdir(path.resolve('_includes'));
  return names.filter((name) => name.endsWith('.njk')).sort();
}

async function dateFromGit(
  articles: readonly Article[],
  { postsDir }: SiteOptions,
  zone: string,
): Promise<readonly Article[]> {
  const undated = articles.filter(({ post }) => post.date === undefined);
  const days = await firstCommitDays(
    postsDir,
    undated.map(({ post }) => post.file),
    zone,
  );
  return articles.map((article) => {
    const date = article.post.date ?? days.get(article.post.file);
    return date === undefined ? article : { ...article, post: { ...article.post, date } };
  });
}

/** A redirect with a page of its own. */
export type RedirectPage = RedirectView & { readonly path: string };

function redirectPages(
  redirects: readonly RedirectView[],
  editions: EditionPlan,
): readonly RedirectPage[] {
  if (!editions.redirectPages) return [];
  return redirects.flatMap((redirect) =>
    redirect.path === undefined ? [] : [{ ...redirect, path: redirect.path }],
  );
}

/** Pictures are published while posts are read, before anything else is decided. */
function countPictures(outputDir: string): number {
  const folder = path.join(outputDir, 'assets', 'images');
  return existsSync(folder) ? measureFolder(folder).files : 0;
}

function countOutcomes(outcomes: readonly Outcome[]): OutcomeCounts {
  const counts = { published: 0, draft: 0, future: 0, rejected: 0 };
  for (const outcome of outcomes) counts[outcome]++;
  return counts;
}
