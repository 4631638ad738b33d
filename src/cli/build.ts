import { buildSite } from '../build/build.ts';
import { findChanges } from '../deploy/deploy.ts';
import { cacheFolder, changesFile, keepCacheIn } from '../store/cache-folders.ts';
import { formatSummary } from '../report/format-report.ts';
import { printable } from '../report/printable.ts';
import { enterSite } from '../shared/relative-path.ts';
import { displayPath, type Command } from './command-line.ts';
import { recordFileOf, settledTarget } from './deploy-target.ts';
import { loadConfig, requirePosts } from './load-config.ts';
import { buildUsage, parseBuildArguments } from './options.ts';
import { printReport } from './print-report.ts';
import { createProgress } from './progress.ts';
import { print } from './terminal.ts';

/**
 * Writes the site. Exit code 0: published; 1: not published; 2: the command line or the settings
 * are wrong.
 */
export const command: Command = { usage: buildUsage, run };

async function run(args: readonly string[]): Promise<number> {
  const { configFile, cache, format, changes, ...options } = parseBuildArguments(args);
  const config = await loadConfig(configFile);
  const named = changes ? settledTarget(config, options.siteDir) : undefined;
  requirePosts(options.postsDir);
  if (cache !== undefined) keepCacheIn(cache);
  enterSite(options.siteDir);
  const progress = createProgress(process.stderr);
  const report = await buildSite(
    config,
    { ...options, cacheDir: cacheFolder(), now: new Date() },
    progress.listener,
  );
  progress.end();
  await printReport(report, format, () => formatSummary(report, displayPath(options.outputDir)));
  if (!report.ok) return 1;
  if (named) {
    const { added, changed, removed } = await findChanges({
      ...{ outputDir: options.outputDir, targetName: named.name, changesFile: changesFile() },
      recordFile: recordFileOf(named.target),
    });
    if (format === 'text') {
      const counts = `${added.length} added, ${changed.length} changed, ${removed.length} removed`;
      const place = printable(named.name);
      print(`Since the last deploy to ${place}: ${counts}; ${displayPath(changesFile())}`);
    }
  }
  return 0;
}
