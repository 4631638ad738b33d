import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readAddressMemory } from '../build/address-memory.ts';
import { bundleAssets } from '../build/begin-build.ts';
import type { LinkFacts } from '../build/link-facts.ts';
import { lookUpSite } from '../build/look-up-site.ts';
import {
  addressRules,
  aliasFileOf,
  readPosts,
  settleArticles,
  withoutHeldBack,
  type ReadPosts,
  type SiteArticles,
  type SiteFolders,
  type SiteOptions,
} from '../build/read-posts.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { askedAddress } from '../content/permalinks.ts';
import { ProblemError, type Problem } from '../content/problem.ts';
import { termTypes, type TermType } from '../content/terms.ts';
import { loadAliases } from '../corpus/alias-file.ts';
import { compareNewestFirst, listedNewestFirst } from '../corpus/article-order.ts';
import { createLinkReader } from '../corpus/backlinks.ts';
import { linkSiteOf } from '../corpus/post-links.ts';
import { formatProposals } from '../corpus/proposal-lines.ts';
import { lostTermPages } from '../corpus/term-addresses.ts';
import { indexTerms, type TermIndex } from '../corpus/term-index.ts';
import { proposeTerms } from '../corpus/term-proposals.ts';
import { mergeProblems } from '../report/merge-problems.ts';
import type { ProgressListener } from '../report/types.ts';
import { compareText } from '../shared/compare-text.ts';
import { withPauses } from '../shared/cooperative.ts';
import { memoize } from '../shared/memoize.ts';
import { settleThenAll } from '../shared/settle-then-all.ts';
import { buildCache } from '../store/cache-folders.ts';
import { tidyCache } from '../store/tidy-cache.ts';
import { bodyLinkAddresses } from '../views/body-links.ts';
import type { ClientAssets } from '../views/client-assets.ts';
import { createLinks } from '../views/links.ts';
import { collectRedirects } from '../views/redirects.ts';
import { checkDuplicates, type CheckedPost } from './check-duplicates.ts';
import { checkHeldBack } from './check-held-back.ts';
import { checkImages } from './check-images.ts';
import { checkSeries } from './check-series.ts';
import { checkSiteLinks } from './check-site-links.ts';
import { checkExternalLinks, type LinkCheckOptions } from './external-links/check-links.ts';
import { collectExternalLinks, type ExternalLinks } from './external-links/collect-links.ts';
import { inspectPosts, type FindingsByFile } from './inspect-posts.ts';

/** What a corpus check reads and looks for. */
export interface CheckOptions extends Omit<SiteOptions, 'future'> {
  /**
   * Absolute path of the build cache. It has the posts that builds have rendered, and knows the
   * addresses that they have published.
   * @default none: all is made anew, and all posts count as new
   */
  readonly cacheDir?: string;
  /** Propose aliases for names that probably mean the same. */
  readonly terms: boolean;
  /** Check links to other hosts over the network; without it, none is asked. */
  readonly external?: Omit<LinkCheckOptions, 'now'>;
}

/** What a corpus check found, for people and machines: `--format json` prints it as it is. */
export interface CheckReport {
  /** Number of posts that were checked, with drafts if asked for. */
  readonly posts: number;
  readonly drafts: number;
  readonly problems: readonly Problem[];
  /** Proposed lines for the alias file; empty if no names are similar, absent if not asked for. */
  readonly terms?: string;
}

/**
 * Reads and renders all posts, those that are held back included, and reports what a build would
 * and what it does not look for. Addresses and links are those of the site that a build would
 * publish: no draft and no post of the future has a page there. Changes no post, and shares the
 * cache of builds: the site that a build has kept need not be gathered again.
 */
export async function checkCorpus(
  config: SiteConfig,
  options: CheckOptions,
  progress: ProgressListener = () => undefined,
): Promise<CheckReport> {
  const folder = await mkdtemp(path.join(tmpdir(), 'inkstone-check-'));
  try {
    const cacheDir = options.cacheDir ?? folder;
    const folders = { outputDir: path.join(folder, 'site'), cacheDir, workDir: folder };
    const siteOptions = { ...options, drafts: false, future: false };
    const read = { ...siteOptions, drafts: options.drafts, future: true };
    const [posts, assets] = await settleThenAll([
      readPosts(config, read, folders, progress),
      // What is wrong with styles and scripts, a build says.
      bundleAssets(config, folders.outputDir).catch(() => undefined),
    ]);
    const memory = readAddressMemory(cacheDir, config, options);
    const settled = await settleArticles(config, siteOptions, withoutHeldBack(posts), memory);
    const cache = buildCache(cacheDir);
    const { postsDir, postsLabel } = options;
    const settings = { postsDir, postsLabel, bodiesDir: cache.posts };
    const [facts, findings] = await settleThenAll([
      findFacts(config, siteOptions, folders, assets, settled, progress).catch(asProblems),
      inspectPosts(posts.results, settings, cache.checks),
    ]);
    await tidyCache(cache.posts, new Set(posts.results.flatMap(({ key }) => key ?? [])));
    if (facts instanceof ProblemError) return reportWithout(facts, settled, posts, findings);
    const { publishedTerms, raisedMinimum } = facts;
    const { terms } = memory.addresses;
    const lost = lostTermPages(terms, publishedTerms, postsLabel, raisedMinimum);
    const problems = [...settled.problems, ...facts.problems, ...lost];
    return await checkSite(config, { ...facts, problems }, settled, posts, options, findings);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws {unknown} the error itself unless it says what is wrong with the site. */
function asProblems(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  throw error;
}

/**
 * What is known where code of the site fails: all but what depends on its pages. Links are not
 * checked.
 */
function reportWithout(
  { problems }: ProblemError,
  settled: SiteArticles,
  read: ReadPosts,
  findings: FindingsByFile,
): CheckReport {
  const posts = read.results.flatMap(({ article }) => article?.post ?? []);
  const inPosts = [...findings.values()].flatMap((found) => found.problems);
  return {
    posts: posts.length,
    drafts: posts.filter(({ heldBack }) => heldBack?.includes('draft')).length,
    problems: mergeProblems([...settled.problems, ...problems, ...inPosts]),
  };
}

/**
 * Takes what a check needs of a site from the one that a build has kept, or gathers the site.
 * @param assets of the site; undefined if they are wrong, so that no build has kept one.
 */
async function findFacts(
  config: SiteConfig,
  options: SiteOptions & Pick<CheckOptions, 'cacheDir'>,
  folders: SiteFolders,
  assets: ClientAssets = noAssets,
  settled: SiteArticles,
  progress: ProgressListener,
): Promise<LinkFacts> {
  const { facts, kept } = await lookUpSite(config, options, folders, assets, settled);
  if (kept) return kept;
  progress('gather', 0, 0);
  // Loaded only here, as a kept site needs none of it.
  const [{ gatherSite }, { linkFacts }] = await Promise.all([
    import('../build/gather-site.ts'),
    import('../build/link-facts.ts'),
  ]);
  const { workDir } = folders;
  // With pauses, as threads that inspect posts meanwhile ask for more.
  const run = withPauses;
  return linkFacts(await gatherSite(config, options, assets, facts, settled, workDir, run));
}

/** Placeholders for the assets of a site that cannot be built. */
const noAssets: ClientAssets = {
  css: '',
  js: '',
  searchJs: '',
  icon: '',
  themeScript: '',
  themeScriptHash: '',
};

/**
 * @param facts of what a build would publish.
 * @param settled the articles of that site.
 * @param read all posts, those that are held back included.
 */
async function checkSite(
  config: SiteConfig,
  facts: LinkFacts,
  { articles, unpublished }: SiteArticles,
  read: ReadPosts,
  options: CheckOptions,
  findings: FindingsByFile,
): Promise<CheckReport> {
  const { pathPrefix, url } = config;
  const { postsDir, postsLabel } = options;
  const asRead = read.results.flatMap(({ article }) => article ?? []);
  const rules = addressRules(config, asRead);
  const heldBack = asRead
    .filter(({ post }) => post.heldBack)
    .map((article) => {
      const { post } = article;
      return { ...article, post: { ...post, address: askedAddress(rules.scheme, post) } };
    });
  const all = [...articles, ...heldBack].sort((a, b) => compareText(a.post.file, b.post.file));
  const files = new Set(facts.paths);
  const links = createLinks(url, pathPrefix);
  const linkSite = { ...linkSiteOf(config), postsLabel, unpublished };
  const backlinks = createLinkReader([...articles].sort(compareNewestFirst), linkSite);
  const fileAt = new Map(articles.map(({ post }) => [post.address, post.file]));
  const idsOf = memoize((file: string) => new Set(findings.get(file)?.numberedIds));
  const pages = {
    pathPrefix,
    exists: (file: string) => files.has(file),
    idsOfPost: (address: string) => {
      const file = fileAt.get(address);
      return file === undefined ? undefined : idsOf(file);
    },
  };
  const labelOf = (file: string) => path.posix.join(postsLabel, file);
  // A list of lists, as `push(...problems)` fails for a post with very many problems.
  const found: (readonly Problem[])[] = [facts.problems];
  for (const { problems } of findings.values()) found.push(problems);
  for (const article of heldBack) found.push(backlinks.problemsOf(article));
  const checked: CheckedPost[] = [];
  const external: ExternalLinks = new Map();
  for (const article of all) {
    const { file, address, source, title, heldBack } = article.post;
    const own = findings.get(file);
    if (!own) continue;
    const { bodyHash, externalLinks, lines, pictures } = own;
    const label = labelOf(file);
    const addresses = heldBack
      ? bodyLinkAddresses({ backlinks }, links, article)
      : (facts.addresses.get(file) ?? []);
    found.push(
      checkImages(pictures, { file, label, bodyLine: lines.body }, postsDir),
      checkSiteLinks(
        article.links,
        addresses,
        { file: label, address: links.post(address).href },
        pages,
      ),
    );
    checked.push({ file: label, title, source, bodyHash, lines });
    const post = { file: label, found: externalLinks, source, sourceLine: lines.source };
    collectExternalLinks(external, post, url);
  }
  const listed = listedNewestFirst(all);
  const aliases = (await loadAliases(aliasFileOf(options))).table;
  const { minimumPosts } = config.terms;
  const indexOf = memoize((type: TermType) => indexTerms(type, listed, minimumPosts, aliases));
  found.push(
    checkHeldBack(articles, heldBack, rules, labelOf),
    collectRedirects(heldBack, [...files, ...facts.redirects], links, postsLabel).problems,
    checkDuplicates(checked),
    checkSeries(
      indexOf('series'),
      labelOf,
      (file) => findings.get(file)?.lines.series ?? 1,
      aliasFileOf(options).label,
    ),
  );
  if (options.external) {
    found.push(await checkExternalLinks(external, { ...options.external, now: options.now }));
  }
  return {
    posts: all.length,
    drafts: heldBack.filter(({ post }) => post.heldBack?.includes('draft')).length,
    problems: mergeProblems(found.flat()),
    ...(options.terms && {
      terms: formatProposals(proposeTerms(indexAll(indexOf), listed, aliases), aliases),
    }),
  };
}

function indexAll(indexOf: (type: TermType) => TermIndex): Readonly<Record<TermType, TermIndex>> {
  const indexes = termTypes.map((type) => [type, indexOf(type)] as const);
  return Object.fromEntries(indexes) as Record<TermType, TermIndex>;
}
