import type { SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import { mergeProblems } from '../report/merge-problems.ts';
import { Stopwatch } from '../report/stopwatch.ts';
import type { BuildReport, ProgressListener } from '../report/types.ts';
import { programDir } from '../shared/program-dir.ts';
import { measureFolder } from '../shared/measure-folder.ts';
import { memoryOfBuild } from './address-memory.ts';
import { beginBuild } from './begin-build.ts';
import type { BuildOptions } from './build-options.ts';
import { failedBuild, lateProblems, noPosts } from './build-problems.ts';
import { buildReport } from './build-report.ts';
import { settleArticles, type SiteArticles } from './read-posts.ts';
import { openStaging, type Staging } from './staging.ts';

/**
 * Builds a site: posts in, a complete static site out. The published folder is replaced as a
 * whole or not at all.
 * @returns what was built and every problem found. It never rejects: an error that stops the
 * build is a problem too.
 */
export async function buildSite(
  config: SiteConfig,
  options: BuildOptions,
  progress: ProgressListener = () => undefined,
): Promise<BuildReport> {
  const watch = new Stopwatch();
  /** Each ends work that may still write into the staging folder. */
  const cleanups: (() => Promise<unknown>)[] = [];
  let staging: Staging | undefined;
  let read: SiteArticles | undefined;
  let problems: readonly Problem[] = [];
  try {
    const protectedDirs = [process.cwd(), programDir, options.postsDir];
    staging = await openStaging(options.outputDir, protectedDirs);
    const { dir: outputDir, workDir, commit } = staging;
    const folders = { outputDir, cacheDir: options.cacheDir ?? workDir, workDir };

    const begun = await beginBuild(config, options, folders, progress);
    const { posts, assets, stages, endHooks } = begun;
    read = await settleArticles(config, options, posts, memoryOfBuild(config, options));
    problems = [...begun.problems, ...read.problems];
    const context = { config, options, folders, assets, read, cleanups, progress };
    const site = await stages.findOrGatherSite(context);
    watch.lap('read and render');

    // A volume that is not mounted looks like an empty folder, which must not replace the site.
    const isEmpty = Object.values(read.counts).every((count) => count === 0);
    const missing = isEmpty ? [noPosts(options.postsLabel)] : [];
    problems = mergeProblems([...problems, ...site.problems, ...missing]);
    const hasErrors = problems.some(({ severity }) => severity === 'error');
    if (isEmpty || (hasErrors && !options.keepGoing)) return buildReport(watch, problems, read);

    const { pages, changed } = await stages.writeSite(context, site, watch);
    await stages.runBuildEnd(endHooks, config, { outputDir, pages, articles: read.articles });
    const size = measureFolder(outputDir);
    await commit();
    const unkept = await stages.keepSite(context, site, pages);
    watch.lap('publish');
    const late = [...lateProblems(config, options, changed, size), ...unkept];
    return buildReport(watch, [...problems, ...late], read, { size, pages: pages.length });
  } catch (error) {
    return buildReport(watch, [...problems, ...failedBuild(error, options.outputDir)], read);
  } finally {
    await Promise.allSettled(cleanups.map((end) => end()));
    await staging?.discard();
  }
}
