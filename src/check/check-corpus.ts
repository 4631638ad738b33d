import { buildCache } from '../store/cache-folders.ts';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClientAssets } from '../views/client-assets.ts';
import { readPostIfSound } from '../authoring/post-file.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import { formatProposals } from '../corpus/proposal-lines.ts';
import { proposeTerms } from '../corpus/term-proposals.ts';
import { findPosts } from '../ingest/find-posts.ts';
import { SegmentReader } from '../store/segment-reader.ts';
import type { Article } from '../ingest/types.ts';
import { mergeProblems } from '../report/merge-problems.ts';
import type { ProgressListener } from '../report/types.ts';
import { readPublishedBody } from '../output/finish-body.ts';
import { publishedBody } from '../output/article-files.ts';
import { writtenPaths } from '../output/output-paths.ts';
import type { SiteOptions } from '../build/read-posts.ts';
import { pagePaths } from '../views/site-pages.ts';
import { readAndGatherSite, publicationOf } from '../build/gather-site.ts';
import type { GatheredSite } from '../build/gather-site.ts';
import { checkDuplicates } from './check-duplicates.ts';
import type { CheckedPost } from './check-duplicates.ts';
import { checkGlosses } from './check-glosses.ts';
import { checkHtml } from './check-html.ts';
import { checkImages } from './check-images.ts';
import { checkSeries } from './check-series.ts';
import { checkExternalLinks } from './external-links/check-links.ts';
import type { LinkCheckOptions } from './external-links/check-links.ts';
import { collectExternalLinks } from './external-links/collect-links.ts';
import type { ExternalLinks } from './external-links/collect-links.ts';
import { fixFrontMatter } from './fix-front-matter.ts';
import { locatePost } from './locate-post.ts';

/** What a corpus check reads and looks for. */
export interface CheckOptions extends Pick<
  SiteOptions,
  'siteDir' | 'postsDir' | 'postsLabel' | 'drafts' | 'now' | 'aliasFile'
> {
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

/** Placeholders, as a check writes no page. */
const noAssets: ClientAssets = {
  css: '',
  js: '',
  searchJs: '',
  icon: '',
  themeScript: '',
  themeScriptHash: '',
};

/**
 * Reads and renders all posts as a build does, posts of the future included, and reports problems
 * that a build does not look for. Changes no post; rendered bodies go to a temporary folder.
 */
export async function checkCorpus(
  config: SiteConfig,
  options: CheckOptions,
  progress: ProgressListener = () => undefined,
): Promise<CheckReport> {
  const folder = await mkdtemp(path.join(tmpdir(), 'inkstone-check-'));
  try {
    const folders = { outputDir: path.join(folder, 'site'), cacheDir: folder, workDir: folder };
    const site = await readAndGatherSite(
      config,
      { ...options, future: true },
      noAssets,
      folders,
      progress,
    );
    const store = new SegmentReader(buildCache(folders.cacheDir).posts);
    try {
      return await checkSite(site, options, store);
    } finally {
      store.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkSite(
  site: GatheredSite,
  options: CheckOptions,
  store: SegmentReader,
): Promise<CheckReport> {
  const { corpus, config } = site;
  const articles = new Map(site.articles.map((article) => [article.post.file, article]));
  const publication = publicationOf(site);
  const files = new Set([
    ...writtenPaths(pagePaths(site), corpus, site.editions, site.views),
    ...site.ownPages.keys(),
  ]);
  const exists = (file: string) => files.has(file);
  const labelOf = (file: string) => path.posix.join(options.postsLabel, file);
  // A list of lists, as `push(...problems)` fails for a post with very many problems.
  const found: (readonly Problem[])[] = [site.problems];
  const checked: CheckedPost[] = [];
  const seriesLines = new Map<string, number>();
  const external: ExternalLinks = new Map();

  const posts = await findPosts(options.postsDir, options.postsLabel);
  for (const file of posts.files) {
    const label = labelOf(file);
    const place = { file: path.join(options.postsDir, file), root: options.postsDir };
    const read = readPostIfSound(place);
    if (!read) continue;
    found.push(fixableProblems(read.text, label));
    const article = articles.get(file);
    if (!article) continue;
    const located = locatePost(read.text);
    const { body, bodyLine, lineOf } = located;
    const html = readPublishedBody(store, publishedBody(publication, article)).toString();
    const { source, summary } = article.post;
    if (summary === undefined) found.push([missingSummary(label, lineOf('summary'))]);
    found.push(
      checkGlosses(body, article.glosses, { file: label, bodyLine }),
      checkHtml({ html, body, bodyLine, file: label, pathPrefix: config.pathPrefix, exists }),
      checkImages(body, { file, label, bodyLine }, options.postsDir),
    );
    checked.push(checkedPost(article, label, located));
    if (article.post.terms.series.length > 0) seriesLines.set(file, lineOf('series'));
    if (options.external) {
      const post = { file: label, html, body, bodyLine, sourceLine: lineOf('source') };
      collectExternalLinks(
        external,
        { ...post, ...(source !== undefined && { source }) },
        config.url,
      );
    }
  }
  found.push(
    checkDuplicates(checked),
    checkSeries(corpus.terms.series, labelOf, (file) => seriesLines.get(file) ?? 1),
  );
  if (options.external) {
    found.push(await checkExternalLinks(external, { ...options.external, now: options.now }));
  }
  return {
    posts: articles.size,
    drafts: [...articles.values()].filter(({ post }) => post.heldBack?.includes('draft')).length,
    problems: mergeProblems(found.flat()),
    ...(options.terms && {
      terms: formatProposals(
        proposeTerms(corpus.terms, corpus.articles, corpus.aliases),
        corpus.aliases,
      ),
    }),
  };
}

function fixableProblems(text: string, file: string): readonly Problem[] {
  return fixFrontMatter(text)
    .fixes.filter(({ code }) => code !== 'fence-length')
    .map(({ code, line, message }) => ({
      file,
      line,
      code,
      message,
      hint: 'npm run check -- --fix corrects it.',
      severity: 'notice',
    }));
}

function missingSummary(file: string, line: number): Problem {
  return {
    file,
    line,
    code: 'summary-missing',
    message: 'The post has no summary.',
    hint: 'Lists, search engines and feeds show it: write one or two sentences.',
    severity: 'notice',
  };
}

function checkedPost(
  { post }: Article,
  file: string,
  { body, bodyLine, lineOf }: ReturnType<typeof locatePost>,
): CheckedPost {
  const text = body.trim();
  return {
    file,
    title: post.title,
    ...(post.source !== undefined && { source: post.source }),
    ...(text !== '' && { bodyHash: createHash('sha256').update(text).digest('base64') }),
    lines: { title: lineOf('title'), source: lineOf('source'), body: bodyLine },
  };
}
