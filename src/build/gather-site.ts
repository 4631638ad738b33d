import type { Site } from '../views/site.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { publishIcons } from '../output/icons.ts';
import type { ClientAssets } from '../views/client-assets.ts';
import { derivedFiles } from '../store/cache-folders.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { loadAliases } from '../corpus/alias-file.ts';
import { listedNewestFirst } from '../corpus/article-order.ts';
import { articlesWithPages, corpusSteps } from '../corpus/corpus.ts';
import { planEditions } from '../editions/edition-plan.ts';
import type { EditionFacts, EditionPlan } from '../editions/edition-plan.ts';
import { findFont } from '../editions/find-font.ts';
import type { Article } from '../ingest/types.ts';
import type { Publication } from '../output/article-files.ts';
import { measureFolder } from '../shared/measure-folder.ts';
import { pathsOfOwners, writtenPaths } from '../output/output-paths.ts';
import { PathClaims } from '../shared/path-claims.ts';
import { renderOwnPages } from '../eleventy/own-pages.ts';
import { aliasFileOf, aliasLabel, readPosts, settleArticles } from './read-posts.ts';
import type { SiteArticles, SiteFolders, SiteOptions } from './read-posts.ts';
import { indexFilesAtMost } from '../search/format.ts';
import { mergeProblems } from '../report/merge-problems.ts';
import type { ProgressListener } from '../report/types.ts';
import { bodyLinkAddresses } from '../views/body-links.ts';
import { collectRedirects } from '../views/redirects.ts';
import type { RedirectPage, RedirectView } from '../views/redirects.ts';
import { pagePaths } from '../views/site-pages.ts';
import { inOneGo } from '../shared/cooperative.ts';
import type { Steps } from '../shared/cooperative.ts';
import { draftViews, viewSteps } from '../views/views.ts';

/** A site with its articles whole: what writes their bodies needs more than pages show of them. */
export interface GatheredSite extends Site {
  /** Every one with a page, in the order of files. */
  readonly articles: readonly Article[];
  /** Those of them that lists name, newest first. */
  readonly listed: readonly Article[];
}

/** Reads and renders all posts, and makes the views of all pages. Bodies are in the post cache. */
export async function readAndGatherSite(
  config: SiteConfig,
  options: SiteOptions,
  assets: ClientAssets,
  folders: SiteFolders,
  progress: ProgressListener = () => undefined,
): Promise<GatheredSite> {
  const read = await readPosts(config, options, folders, progress);
  const articles = await settleArticles(config, options, read);
  return gatherSite(
    config,
    options,
    assets,
    await editionFacts(config, options, folders.outputDir, articles.articles),
    articles,
  );
}

/**
 * What editions depend on beside the posts. Publishes the icons, as the web manifest names them.
 * @param outputDir absolute path of the output folder; the posts' pictures are there already.
 * @param articles all with a page; the size of their bodies bounds the search index.
 */
export async function editionFacts(
  config: SiteConfig,
  { preview = false }: Pick<SiteOptions, 'preview'>,
  outputDir: string,
  articles: readonly Article[],
): Promise<EditionFacts> {
  const { webManifest, socialImageFont } = config.editions;
  return {
    pictures: countPictures(outputDir),
    searchFiles: config.search.enabled ? searchFilesAtMost(articles) : 0,
    icons: webManifest ? await publishIcons(outputDir, derivedFiles(), config.pathPrefix) : [],
    font: findFont(socialImageFont),
    dev: preview,
  };
}

/** Runs a task that is split into steps: at once, as `inOneGo` does, or with pauses. */
export type RunSteps = <Result>(steps: Steps<Result>) => Result | Promise<Result>;

/**
 * Makes the site from posts that are read: terms, links, redirects, and the views of all pages.
 * @param run runs the two long tasks.
 */
export async function gatherSite(
  config: SiteConfig,
  options: SiteOptions,
  assets: ClientAssets,
  facts: EditionFacts,
  { policy, articles, counts, problems }: SiteArticles,
  run: RunSteps = inOneGo,
): Promise<GatheredSite> {
  const { postsDir, postsLabel } = options;
  const aliases = await loadAliases(aliasFileOf(options), aliasLabel);
  const corpus = await run(
    corpusSteps(articles, {
      ...config.terms,
      aliases: aliases.table,
      pageSize: config.pagination.listings,
      links: { pathPrefix: config.pathPrefix, siteUrl: config.url, postsLabel },
    }),
  );
  const draft = await run(draftViews(config, corpus, options.preview));
  const editions = planEditions(config, corpus, facts, draft.files);
  const known = [...aliases.problems, ...corpus.backlinks.problems, ...editions.problems];
  const preview = options.preview
    ? {
        problems: mergeProblems([...problems, ...known]),
        pathOf: (file: string) => path.resolve(file),
      }
    : undefined;
  const views = await run(viewSteps(draft, assets, editions, preview));
  const pages = pagePaths({ views, redirectPages: [], postLayouts: policy.layouts });
  const written = () => writtenPaths(pages, corpus, editions, views);
  const ownPages = await renderOwnPages({ config, corpus, editions, views });
  if (ownPages.size > 0) assertFree(ownPages.keys(), written());
  const files = (function* () {
    yield* written();
    yield* pathsOfOwners;
    yield* ownPages.keys();
  })();
  const redirects = collectRedirects(articlesWithPages(corpus), files, views.links, postsLabel);
  const relationProblems = [...known, ...redirects.problems];
  return {
    config,
    postsDir,
    policy,
    corpus,
    articles,
    listed: listedNewestFirst(articles),
    editions,
    views,
    ownPages,
    redirects: redirects.all,
    redirectPages: redirectPages(redirects.all, editions),
    postLayouts: policy.layouts,
    counts,
    problems: [...problems, ...relationProblems],
    relationProblems,
  };
}

/** @throws {Error} when a template in `pages/` has the path of a file that Inkstone writes. */
function assertFree(ownPages: Iterable<string>, written: Iterable<string>): void {
  const claims = new PathClaims();
  for (const file of written) claims.claim(file, 'Inkstone');
  for (const page of ownPages) {
    if (!claims.conflict(page, 'pages/')) continue;
    throw new Error(
      `A template in pages/ prints ${page}, which Inkstone writes too: give it another permalink.`,
    );
  }
}

/** The listed articles of a site, and the settings that their feeds and editions depend on. */
export function publicationOf(site: GatheredSite): Publication {
  const { config, postsDir, corpus, listed, editions, views } = site;
  const addressesOf = (article: Article) => bodyLinkAddresses(corpus, views.links, article);
  return { config, postsDir, articles: listed, editions, addressesOf };
}

function redirectPages(
  redirects: readonly RedirectView[],
  editions: EditionPlan,
): readonly RedirectPage[] {
  if (!editions.redirectPages) return [];
  return redirects.flatMap((redirect) =>
    redirect.path === undefined ? [] : [{ ...redirect, path: redirect.path }],
  );
}

/** The bound is rounded up, as it is part of a kept site's key: few edits may change it. */
const searchFilesStep = 100;

function searchFilesAtMost(articles: readonly Article[]): number {
  const htmlBytes = articles.reduce((sum, { body }) => sum + body.length, 0);
  const files = indexFilesAtMost(articles.length, htmlBytes);
  return Math.ceil(files / searchFilesStep) * searchFilesStep;
}

/** Pictures are in the output folder already: they are written while posts are read. */
function countPictures(outputDir: string): number {
  const folder = path.join(outputDir, 'assets', 'images');
  return existsSync(folder) ? measureFolder(folder).files : 0;
}
