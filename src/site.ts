import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ClientAssets } from './assets/bundle.ts';
import type { SiteConfig } from './config/site-config.ts';
import { today } from './content/dates.ts';
import type { Problem } from './content/problem.ts';
import type { Outcome } from './content/read-post.ts';
import { loadAliases } from './corpus/alias-file.ts';
import { buildCorpus } from './corpus/corpus.ts';
import type { Corpus } from './corpus/corpus.ts';
import { resolvePostSlugs } from './corpus/post-slugs.ts';
import { uiFor } from './i18n/ui.ts';
import type { BodyReader } from './ingest/body-store.ts';
import { findPosts } from './ingest/find-posts.ts';
import { firstCommitDays } from './ingest/git-dates.ts';
import { ingestPosts } from './ingest/ingest.ts';
import type { Article, WorkerSettings } from './ingest/types.ts';
import { createBodyReader } from './publish/finish-body.ts';
import type { ReadBody } from './publish/finish-body.ts';
import { encodeVariants } from './search/fold.ts';
import type { VariantTable } from './search/fold.ts';
import { loadVariants } from './search/index/load-variants.ts';
import type { PageBody } from './publish/splice-bodies.ts';
import type { OutcomeCounts, ProgressListener } from './report/types.ts';
import { bodyLinkAddresses } from './views/body-links.ts';
import { mergeProblems } from './report/merge-problems.ts';
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
  /** Mark what is not public and add the pages of the dev server; never in a build. @default false */
  readonly preview?: boolean;
}

/** Everything Eleventy needs to print a site, and what the report says of it. */
export interface PreparedSite {
  readonly config: SiteConfig;
  readonly corpus: Corpus;
  readonly views: Views;
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
  const variants = await loadVariants(config.search.enabled ? config.search.variants : 'none');
  const settings: WorkerSettings = {
    postsDir,
    postsLabel,
    storeDir,
    outputDir,
    imageCacheDir: path.resolve('.cache/images'),
    policy: {
      drafts: options.drafts,
      future: options.future,
      today: today(options.now, config.timeZone),
      timeZone: config.timeZone,
      language: config.language,
      layouts: postLayouts,
    },
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
  const all = [
    ...found.problems,
    ...results.flatMap((result) => result.problems),
    ...problems,
    ...aliases.problems,
    ...corpus.backlinks.problems,
  ];
  const preview = options.preview
    ? { problems: mergeProblems(all), pathOf: (file: string) => path.resolve(file) }
    : undefined;
  return {
    config,
    corpus,
    views: buildViews(config, corpus, assets, preview),
    searchVariants: variants,
    postLayouts,
    watchTargets: [postsDir, 'src/client', aliasFile],
    counts: countOutcomes(results.map(({ outcome }) => outcome)),
    problems: all,
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
export function pagePaths({ views }: PreparedSite): readonly string[] {
  const {
    home,
    posts,
    terms,
    archive,
    glossary,
    atlas,
    hub,
    insights,
    search,
    about,
    notFound,
    preview,
  } = views;
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
    ...search.pages,
    ...about.pages,
    ...notFound.pages,
    ...preview.drafts,
    ...preview.problems,
  ].map(({ path: page }) => page);
}
