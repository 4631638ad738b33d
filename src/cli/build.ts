import { buildSite } from '../build/build.ts';
import { cacheFolder, keepCacheIn } from '../store/cache-folders.ts';
import { formatProblems, formatSummary } from '../report/format-report.ts';
import { jsonReport } from '../report/json-report.ts';
import { runCommand } from './command-line.ts';
import { loadConfig, requirePosts } from './load-config.ts';
import { buildUsage, displayPath, parseBuildArguments } from './options.ts';
import { print, writeReport } from './output.ts';
import { createProgress } from './progress.ts';

/**
 * `npm run build`. Exit code 0: published; 1: not published; 2: the command line or the settings
 * are wrong.
 */
async function main(): Promise<number> {
  const args = parseBuildArguments(process.argv.slice(2));
  if (args.help) {
    print(buildUsage);
    return 0;
  }
  const config = await loadConfig(args.config);
  requirePosts(args.posts);
  if (args.cache !== undefined) keepCacheIn(args.cache);
  const progress = createProgress(process.stderr);
  const report = await buildSite(
    config,
    {
      siteDir: args.site,
      postsDir: args.posts,
      postsLabel: displayPath(args.posts),
      aliasFile: args.aliases,
      outputDir: args.output,
      cacheDir: cacheFolder(),
      drafts: args.drafts,
      future: args.future,
      keepGoing: args.keepGoing,
      now: new Date(),
    },
    progress.listener,
  );
  progress.end();
  if (args.format === 'json') {
    await writeReport(jsonReport(report));
  } else {
    if (report.problems.length > 0) print(formatProblems(report.problems));
    print(formatSummary(report, displayPath(args.output)));
  }
  return report.ok ? 0 : 1;
}

await runCommand(buildUsage, main);
