import type { SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import { mergeProblems } from '../report/merge-problems.ts';
import { nameSettings } from '../report/name-settings.ts';
import { Stopwatch } from '../report/stopwatch.ts';
import type { BuildReport, ProgressListener } from '../report/types.ts';
import { programDir } from '../shared/program-dir.ts';
import { memoryOfBuild } from './address-memory.ts';
import { beginBuild } from './begin-build.ts';
import type { BuildOptions } from './build-options.ts';
import { changedProblems, failedBuild, noPosts } from './build-problems.ts';
import { buildReport } from './build-report.ts';
import type { WantedSite } from './leave-out.ts';
import { settleArticles, type SiteArticles } from './read-posts.ts';
import { openStaging, type Staging } from './staging.ts';

/**
 * Builds a site: posts in, a complete static site out. The published folder is replaced as a
 * whole or not at all. A site that its host has no room for is written again with less.
 * @returns what was built and every problem found. It never rejects: an error that stops the
 * build is a problem too.
 */
export async function buildSite(
  config: SiteConfig,
  options: BuildOptions,
  progress: ProgressListener = () => undefined,
): Promise<BuildReport> {
  const watch = new Stopwatch();
  let wanted: WantedSite = { config, tries: 0, leftOut: [] };
  for (;;) {
    const built = await buildWanted(wanted, options, watch, progress);
    if (!('tries' in built)) {
      return { ...built, problems: nameSettings(built.problems, options.settingsLabel) };
    }
    wanted = built;
  }
}

/** @returns what to build instead, if the host has no room for this site; nothing is published. */
async function buildWanted(
  wanted: WantedSite,
  options: BuildOptions,
  watch: Stopwatch,
  progress: ProgressListener,
): Promise<BuildReport | WantedSite> {
  const { config } = wanted;
  /** Each ends work that may still write into the staging folder. */
  const cleanups: (() => Promise<unknown>)[] = [];
  let staging: Staging | undefined;
  let read: SiteArticles | undefined;
  let problems: readonly Problem[] = [];
  try {
    const protectedDirs = [process.cwd(), programDir, options.postsDir];
    staging = await openStaging(options.outputDir, protectedDirs, options);
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
    let size = stages.measureSite(outputDir, pages);
    const less = stages.withLess(wanted, size, problems);
    if (less) return less;
    if (endHooks.length > 0) {
      await stages.runBuildEnd(endHooks, config, { outputDir, pages, articles: read.articles });
      size = stages.measureSite(outputDir, pages);
    }
    const beyond = stages.limitProblems(config, size);
    const host = stages.hostUse(config, size);
    const written = { isPublished: true, pages: pages.length, size, host };
    problems = [...problems, ...wanted.leftOut, ...beyond];
    if (!options.keepGoing && beyond.some(({ severity }) => severity === 'error')) {
      return buildReport(watch, problems, read, { ...written, isPublished: false });
    }
    await commit();
    const unkept = await stages.keepSite(context, site, pages);
    watch.lap('publish');
    const late = [...changedProblems(options, changed), ...unkept];
    return buildReport(watch, [...problems, ...late], read, written);
  } catch (error) {
    return buildReport(watch, [...problems, ...failedBuild(error, options.outputDir)], read);
  } finally {
    await Promise.allSettled(cleanups.map((end) => end()));
    await staging?.discard();
  }
}
