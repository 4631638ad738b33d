import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import { listedNewestFirst } from '../corpus/article-order.ts';
import { findPosts } from '../ingest/find-posts.ts';
import { ingestPosts } from '../ingest/ingest.ts';
import { filesOfShare, type Share } from '../ingest/share.ts';
import type { IngestedFile } from '../ingest/types.ts';
import { keepSearchParts } from '../output/write-site-search.ts';
import { problemsOfError } from '../report/build-error.ts';
import type { IngestReport } from '../report/ingest-report.ts';
import { mergeProblems } from '../report/merge-problems.ts';
import { peakMemoryBytes } from '../report/peak-memory.ts';
import { Stopwatch } from '../report/stopwatch.ts';
import type { ProgressListener } from '../report/types.ts';
import { noPosts } from './build-problems.ts';
import { removeLeftovers } from './leftovers.ts';
import { countOutcomes, workerSettings, type SiteOptions } from './read-posts.ts';

/** Which posts a cache is filled with. */
export interface FillOptions extends Pick<
  SiteOptions,
  'postsDir' | 'postsLabel' | 'siteDir' | 'drafts' | 'now'
> {
  /** Absolute path of the build cache. */
  readonly cacheDir: string;
  /** @default all posts */
  readonly share?: Share;
  /** Whether errors in posts are only told. */
  readonly keepGoing: boolean;
}

/**
 * Reads and renders posts as a build does, and leaves all that depends on one post alone in the
 * cache: its HTML, its pictures, its part of the search index. Nothing is published, and nothing
 * is removed from the cache, as only a build knows what a site uses.
 * @returns what was done and every problem found; an error that stops the work is a problem too.
 */
export async function fillCache(
  config: SiteConfig,
  options: FillOptions,
  progress: ProgressListener = () => undefined,
): Promise<IngestReport> {
  const watch = new Stopwatch();
  const { postsDir, postsLabel, cacheDir, share, keepGoing } = options;
  const problems: Problem[] = [];
  let results: readonly IngestedFile[] = [];
  let isStopped = true;
  const workDir = await openWorkDir(cacheDir);
  try {
    const folders = { cacheDir, workDir };
    // Posts of the future are kept by no build: whether they are public depends on its day.
    const settings = await workerSettings(config, { ...options, future: false }, folders);
    const found = await findPosts(postsDir, postsLabel);
    problems.push(...found.problems);
    const files = share ? filesOfShare(found.files, share) : found.files;
    results = await ingestPosts(files, settings, (done) => progress('read', done, files.length));
    watch.lap('read and render');
    const articles = results.flatMap(({ article }) => article ?? []);
    if (config.search.enabled) {
      progress('index', 0, articles.length);
      await keepSearchParts(config, folders, listedNewestFirst(articles));
      watch.lap('search');
    }
    isStopped = found.files.length === 0;
    if (isStopped) problems.push(noPosts(postsLabel));
  } catch (error) {
    problems.push(...problemsOfError(error));
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
  const all = mergeProblems([...problems, ...results.flatMap((result) => result.problems)]);
  const { published, draft, future, rejected } = countOutcomes(
    results.map(({ outcome }) => outcome),
  );
  return {
    ok: !isStopped && (keepGoing || !all.some(({ severity }) => severity === 'error')),
    ...(share && { shard: `${share.number}/${share.count}` }),
    posts: published,
    rendered: results.filter(({ entry }) => entry).length,
    drafts: draft,
    ...{ future, rejected },
    seconds: watch.total,
    peakMemoryBytes: peakMemoryBytes(),
    phases: watch.phases,
    problems: all,
  };
}

/**
 * Makes a folder for temporary files of this process, and removes those of killed ones.
 * @returns its absolute path.
 */
async function openWorkDir(cacheDir: string): Promise<string> {
  await mkdir(cacheDir, { recursive: true });
  await removeLeftovers(cacheDir, /^ingest-(\d+)$/);
  const workDir = path.join(cacheDir, `ingest-${process.pid}`);
  // A killed process may have had the same number, as happens in containers.
  await rm(workDir, { recursive: true, force: true });
  await mkdir(workDir);
  return workDir;
}
