import type { Site } from '../views/site.ts';
import path from 'node:path';
import type { ClientAssets } from '../views/client-assets.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { loadAliases } from '../corpus/alias-file.ts';
import { withLabels } from '../corpus/aliases.ts';
import { articlesWithPages, corpusSteps } from '../corpus/corpus.ts';
import { loadLabels, strayLabels } from '../corpus/label-file.ts';
import { linkSiteOf } from '../corpus/post-links.ts';
import { planEditions, type EditionFacts, type EditionPlan } from '../editions/edition-plan.ts';
import type { Article } from '../ingest/types.ts';
import type { Publication } from '../output/article-files.ts';
import { absolutePath, relativePath } from '../shared/relative-path.ts';
import { pathsOfOwners, writtenPaths } from '../output/output-paths.ts';
import { PathClaims } from '../shared/path-claims.ts';
import type { CollectionItem } from '../eleventy/eleventy-config.ts';
import { renderOwnPages, type OwnFiles } from '../eleventy/own-pages.ts';
import { withoutIt } from '../eleventy/template-problem.ts';
import type { Problem } from '../content/problem.ts';
import type { DevInput } from '../views/problems-view.ts';
import { editionFacts } from './edition-facts.ts';
import { aliasFileOf, labelFileOf, readPosts, settleArticles } from './read-posts.ts';
import type { SiteArticles, SiteFolders, SiteOptions } from './read-posts.ts';
import { policyProblems } from './policy-problems.ts';
import { renderSiteProse } from './site-prose.ts';
import { mergeProblems } from '../report/merge-problems.ts';
import { nameSettings } from '../report/name-settings.ts';
import { bodyLinkAddresses } from '../views/body-links.ts';
import { collectRedirects, type RedirectPage, type RedirectView } from '../views/redirects.ts';
import { pagePaths } from '../views/site-pages.ts';
import { inOneGo, type Steps } from '../shared/cooperative.ts';
import { draftViews, viewSteps, withProblems } from '../views/views.ts';
import { isInside } from '../shared/regular-file.ts';

/** A site with its articles whole: what writes their bodies needs more than pages show of them. */
export interface GatheredSite extends Site {
  /** Every one with a page, in the order of files. */
  readonly articles: readonly Article[];
  /** Those of them that lists name, newest first. */
  readonly listed: readonly Article[];
  /** The site's own pages as items of Eleventy's collections. */
  readonly ownItems: readonly CollectionItem[];
}

/** Reads and renders all posts, and makes the views of all pages. Bodies are in the post cache. */
export async function readAndGatherSite(
  config: SiteConfig,
  options: SiteOptions,
  assets: ClientAssets,
  folders: SiteFolders,
): Promise<GatheredSite> {
  const posts = await readPosts(config, options, folders);
  const settled = await settleArticles(config, options, posts);
  const facts = await editionFacts(config, options, folders.outputDir, settled.articles);
  return gatherSite(config, options, assets, facts, settled, folders.workDir);
}

/** Runs a task that is split into steps: at once, as `inOneGo` does, or with pauses. */
export type RunSteps = <Result>(steps: Steps<Result>) => Result | Promise<Result>;

/**
 * Makes the site from posts that are read: terms, links, redirects, and the views of all pages.
 * @param workDir absolute path of a folder for temporary files, which the site may name.
 * @param run runs the two long tasks.
 */
export async function gatherSite(
  config: SiteConfig,
  options: SiteOptions,
  assets: ClientAssets,
  facts: EditionFacts,
  { policy, articles, listed, unpublished, counts, problems, publishedTerms = [] }: SiteArticles,
  workDir: string,
  run: RunSteps = inOneGo,
): Promise<GatheredSite> {
  const { postsDir, postsLabel } = options;
  const aliases = await loadAliases(aliasFileOf(options));
  const labels = await loadLabels(labelFileOf(options));
  const corpus = await run(
    corpusSteps(articles, {
      ...config.terms,
      aliases: withLabels(aliases.table, labels.labels),
      pageSize: config.pagination.listings,
      links: { ...linkSiteOf(config), postsLabel, unpublished },
      published: publishedTerms,
    }),
  );
  const prose = await renderSiteProse(config);
  const draft = await run(draftViews(config, corpus, { prose, isDev: options.isDev }));
  const editions = planEditions(config, corpus, facts, draft.files);
  const known = [
    ...aliases.problems,
    ...labels.problems,
    ...strayLabels(labels, corpus),
    ...prose.problems,
    ...corpus.backlinks.problems,
    ...editions.problems,
    ...policyProblems(config),
  ];
  const devInput = (more: readonly Problem[] = []): DevInput => ({
    problems: mergeProblems(nameSettings([...problems, ...known, ...more], options.settingsLabel)),
    pathOf: absolutePath,
  });
  const made = viewSteps(draft, assets, editions, options.isDev ? devInput() : undefined);
  const drafted = await run(made);
  const paths = { views: drafted, redirectPages: [], postLayouts: policy.layouts };
  const written = () => writtenPaths(pagePaths(paths), corpus, editions, drafted);
  const forTemplates = { config, corpus, editions, views: drafted };
  const own = await renderOwnPages(
    { site: forTemplates, postsDir, drafts: policy.drafts },
    workDir,
  );
  const { ownPages, copies, clashes } = withoutClashes(own, written);
  const files = (function* () {
    yield* written();
    yield* pathsOfOwners;
    yield* ownPages.keys();
    yield* copies.keys();
  })();
  const all = articlesWithPages(corpus);
  const { former } = corpus.termAddresses;
  const { termsWithFeed } = editions;
  const redirects = collectRedirects(all, files, drafted.links, postsLabel, former, termsWithFeed);
  const late = [...own.problems, ...clashes, ...redirects.problems];
  const relationProblems = [...known, ...late];
  const views =
    options.isDev && late.length > 0 ? withProblems(drafted, draft, devInput(late)) : drafted;
  return {
    config,
    postsDir,
    policy,
    corpus,
    articles,
    listed,
    editions,
    views,
    ownPages,
    copies,
    additions: own.additions,
    ownItems: own.items,
    redirects: redirects.all,
    redirectPages: redirectPages(redirects.all, editions),
    postLayouts: policy.layouts,
    counts,
    problems: [...problems, ...relationProblems],
    relationProblems,
  };
}

/** The site's own pages and copied files by their path, and the problems of those left out. */
interface FreeFiles {
  readonly ownPages: ReadonlyMap<string, string>;
  readonly copies: ReadonlyMap<string, string>;
  readonly clashes: readonly Problem[];
}

/** Pages of Inkstone's whose place one of the site's own may take. */
const replaceable: ReadonlySet<string> = new Set(['index.html', 'about/index.html', '404.html']);

/** Leaves out own files that lie outside the site, or in the place of a file of Inkstone's. */
function withoutClashes(own: OwnFiles, written: () => Iterable<string>): FreeFiles {
  const ownPages = new Map<string, string>();
  const copies = new Map<string, string>();
  const clashes: Problem[] = [];
  if (own.pages.size + own.copies.size === 0) return { ownPages, copies, clashes };
  const claims = new PathClaims();
  for (const file of written()) claims.claim(file, 'Inkstone');
  const isFree = (what: 'file' | 'page', file: string, source: string) => {
    const isOutside = !isInside(path.resolve(file), path.resolve('.'));
    if (!isOutside && !claims.conflict(file, 'pages/')) return true;
    clashes.push({
      file: source,
      code: 'own-page-address',
      message: isOutside
        ? `The ${what} would be ${file}, outside the site.`
        : `The ${what} would be ${file}, which Inkstone writes itself.`,
      hint: `Give it another ${what === 'page' ? 'permalink' : 'name'}. ${withoutIt}`,
      severity: 'error',
    });
    return false;
  };
  for (const [page, { text, template }] of own.pages) {
    if (replaceable.has(page) || isFree('page', page, template)) ownPages.set(page, text);
  }
  for (const [file, source] of own.copies) {
    if (isFree('file', file, relativePath(source))) copies.set(file, source);
  }
  return { ownPages, copies, clashes };
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
