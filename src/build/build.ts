import type { SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import { mergeProblems } from '../report/merge-problems.ts';
import { Stopwatch } from '../report/stopwatch.ts';
import type { BuildReport, ProgressListener } from '../report/types.ts';
import { measureFolder } from '../shared/measure-folder.ts';
import { beginBuild } from './begin-build.ts';
import type { BuildOptions } from './build-options.ts';
import { failedBuild, lateProblems, noPosts } from './build-problems.ts';
import { buildReport } from './build-report.ts';
import { settleArticles } from './read-posts.ts';
import type { SiteArticles } from './read-posts.ts';
import { openStaging } from './staging.ts';
import type { Staging } from './staging.ts';

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
    staging = await openStaging(options.outputDir, [process.cwd(), options.postsDir]);
    const { dir: outputDir, workDir, commit } = staging;
    const folders = { outputDir, cacheDir: options.cacheDir ?? workDir, workDir };

    const { posts, assets, stages } = await beginBuild(
      config,
      options,
      folders,
      cleanups,
      progress,
    );
    read = await settleArticles(config, options, posts);
    ({ problems } = read);
    const context = { config, options, folders, assets, read, cleanups, progress };
    const site = await stages.findOrGatherSite(context);
    watch.lap('read and render');

    // A volume that is not mounted looks like an empty folder, which must not replace the site.
    const isEmpty = Object.values(read.counts).every((count) => count === 0);
    const missing = isEmpty ? [noPosts(options.postsLabel)] : [];
    problems = mergeProblems([...read.problems, ...site.facts.problems, ...missing]);
    const hasErrors = problems.some(({ severity }) => severity === 'error');
    if (isEmpty || (hasErrors && !options.keepGoing)) return buildReport(watch, problems, read);

    const { pages, changed } = await stages.writeSite(context, site, watch);
    const size = measureFolder(outputDir);
    await commit();
    await stages.keepSite(context, site, pages);
    watch.lap('publish');
    const late = lateProblems(config, options, changed, size);
    return buildReport(watch, [...problems, ...late], read, { size, pages: pages.length });
  } catch (error) {
    return buildReport(watch, [...problems, failedBuild(error, options.outputDir)], read);
  } finally {
    await Promise.allSettled(cleanups.map((end) => end()));
    await staging?.discard();
  }
}
