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
import { buildCorpus } from './corpus/corpus.ts';
import type { Corpus } from './corpus/corpus.ts';
import { resolvePostSlugs } from './corpus/post-slugs.ts';
import { planEditions } from './editions/edition-plan.ts';
import type { EditionPlan } from './editions/edition-plan.ts';
import { findFont } from './editions/find-font.ts';
import { uiFor } from './i18n/ui.ts';
import type { BodyReader } from './ingest/body-store.ts';
import { findPosts } from './ingest/find-posts.ts';
import { firstCommitDays } from './ingest/git-dates.ts';
import { ingestPosts } from './ingest/ingest.ts';
import type { Article, WorkerSettings } from './ingest/types.ts';
import { createBodyReader } from './publish/finish-body.ts';
import type { ReadBody } from './publish/finish-body.ts';
import { measureFolder } from './publish/measure-folder.ts';
import type { PageBody } from './publish/splice-bodies.ts';
import { mergeProblems } from './report/merge-problems.ts';
import type { OutcomeCounts, ProgressListener } from './report/types.ts';
import { encodeVariants } from './search/fold.ts';
import type { VariantTable } from './search/fold.ts';
import { loadVariants } from './search/index/load-variants.ts';
import { bodyLinkAddresses } from './views/body-links.ts';
import { collectRedirects } from './views/redirects.ts';
import type { RedirectView } from './views/redirects.ts';
import { buildViews } from './views/views.ts';
import type { Views } from './views/views.ts';

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
  readonly counts: OutcomeCounts;
  readonly problems: readonly Problem[];
}

/** As problems name it, wherever it lies. */
const aliasLabel = '_data/aliases.yaml';

/** Folders of a build. */
export interface SiteFolders {
  /** Absolute path of the folder the site is written to. */
  readonly outputDir: string;
  /** Absolute path of an existing folder for rendered bodies. */
  readonly storeDir: string;
}

/**
 * Reads and renders all posts and makes the views of every page. Rendered bodies wait in the store folder.
 */
export async function prepareSite(
  config: SiteConfig,
  options: SiteOptions,
  assets: ClientAssets,
  { outputDir, storeDir }: SiteFolders,
  progress: ProgressListener = () => undefined,
): Promise<PreparedSite> {
  const { postsDir, postsLabel } = options;
  const postLayouts = await findPostLayouts();
  const found = await findPosts(postsDir, postsLabel);
  const policy: ReadPolicy = {
    drafts: options.drafts,
    future: options.future,
    today: today(options.now, config.timeZone),
    timeZone: config.timeZone,
    language: config.language,
    layouts: postLayouts,
  };
  const variants = await loadVariants(config.search.enabled ? config.search.variants : 'none');
  const settings: WorkerSettings = {
    postsDir,
    postsLabel,
    storeDir,
    outputDir,
    imageCacheDir: cacheFolders.images(),
    policy,
    maximumBytes: config.limits.postBytes,
    pathPrefix: config.pathPrefix,
    siteUrl: config.url,
    labels: uiFor(config.language).markdown,
    ...(config.search.enabled && { searchVariants: encodeVariants(variants) }),
  };
  const results = await ingestPosts(found.files, settings, (done) => {
    progress('read', done, found.files.length);
  });
  const ingested = results.flatMap(({ article }) => (article ? [article] : []));
  const dated = await dateFromGit(ingested, options, config.timeZone);
  const { articles, problems } = resolvePostSlugs(dated, postsLabel);
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
    ...found.problems,
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
    [...corpus.articles, ...corpus.unlisted],
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
    searchVariants: variants,
    postLayouts,
    watchTargets: [postsDir, 'src/client', aliasFile],
    counts: countOutcomes(results.map(({ outcome }) => outcome)),
    problems: [...all, ...redirects.problems],
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

/** The article pages with the bodies that belong in them. */
export function pageBodies({ corpus, views }: PreparedSite): readonly PageBody[] {
  return [...corpus.articles, ...corpus.unlisted].map((article) => ({
    path: views.links.post(article.post.slug).path,
    article,
  }));
}

/** Reads bodies as they are published, with the addresses of their links. */
export function bodyReader({ corpus, views }: PreparedSite, store: BodyReader): ReadBody {
  return createBodyReader(store, (article) => bodyLinkAddresses(corpus, views.links, article));
}

/** Where every HTML page of the site is written, relative to the output folder. */
export function pagePaths({ views, redirectPages: redirects }: PreparedSite): readonly string[] {
  return [...viewPaths(views), ...redirects.map(({ path: page }) => page)];
}

function viewPaths(views: Views): readonly string[] {
  const { home, posts, terms, archive, glossary, atlas, hub } = views;
  const { insights, about, offline, notFound, preview } = views;
  return [
    ...home.pages,
    ...[...posts.values()].flat(),
    ...Object.values(terms).flatMap(({ index, pages }) => [...index, ...pages]),
    ...archive.index,
    ...archive.pages,
    ...glossary.pages,
    ...atlas.pages,
    ...hub.pages,
    ...insights.pages,
    ...about.pages,
    ...offline.pages,
    ...notFound.pages,
    ...preview.drafts,
    ...preview.problems,
  ].map(({ path: page }) => page);
}
