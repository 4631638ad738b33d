import path from 'node:path';
import { fillCache } from '../build/fill-cache.ts';
import type { Share } from '../ingest/share.ts';
import { formatIngest } from '../report/ingest-report.ts';
import { nameSettings } from '../report/name-settings.ts';
import { howToRun } from '../shared/how-to-run.ts';
import { enterSite } from '../shared/relative-path.ts';
import { cacheFolder, keepCacheIn } from '../store/cache-folders.ts';
import {
  choiceOf,
  displayPath,
  flag,
  parseOptions,
  text,
  UsageError,
  type Command,
} from './command-line.ts';
import { contentFolder, contentOptions, contentUsage } from './content-folder.ts';
import { loadConfig, requirePosts } from './load-config.ts';
import { printReport } from './print-report.ts';
import { createProgress } from './progress.ts';

const usage = `Usage: ${howToRun('ingest', '[options]')}

Reads and renders posts into the cache, and publishes nothing: the next build takes them from \
there. With --shard each of several machines does a share of the posts. Copy their caches into \
one, and build there. Posts of the future are never kept.

  --shard K/N      only share K of N, e.g. 2/3; every post is in exactly one  (all posts)
${contentUsage}
  --cache DIR      what may be kept between builds   (.cache)
  --drafts         render drafts too, for a build with --drafts
  --keep-going     exit code 0 although posts have errors
  --format FORMAT  text, or json for machines        (text)
  --help           this text

Exit code 0: the cache has all these posts; 1: some have errors, and the others are kept; 2: the \
command line or the settings are wrong.`;

export const command: Command = { usage, run };

async function run(args: readonly string[]): Promise<number> {
  const values = parseOptions(args, {
    ...contentOptions,
    shard: text,
    cache: text,
    drafts: flag,
    'keep-going': flag,
    format: { ...text, default: 'text' },
  });
  const share = values.shard === undefined ? undefined : shareOf(values.shard);
  const format = choiceOf('format', values.format, ['text', 'json']);
  const { configFile, settingsLabel, postsDir, postsLabel, siteDir } = contentFolder(values);
  const config = await loadConfig(configFile);
  requirePosts(postsDir);
  if (values.cache !== undefined) keepCacheIn(path.resolve(values.cache));
  enterSite(siteDir);
  const progress = createProgress(process.stderr);
  const filled = await fillCache(
    config,
    {
      ...{ postsDir, postsLabel, siteDir, cacheDir: cacheFolder() },
      ...(share && { share }),
      drafts: values.drafts,
      keepGoing: values['keep-going'],
      now: new Date(),
    },
    progress.listener,
  );
  progress.end();
  const report = { ...filled, problems: nameSettings(filled.problems, settingsLabel) };
  await printReport(report, format, () => formatIngest(report, displayPath(cacheFolder())));
  return report.ok ? 0 : 1;
}

/** The value of `--shard`. @throws {UsageError} when it is no share. */
export function shareOf(value: string): Share {
  const [, number = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? []).map(Number);
  if (number >= 1 && number <= count) return { number, count };
  throw new UsageError(
    `--shard is "${value}", but must be two numbers K/N with K from 1 to N, such as 1/3, 2/3 ` +
      'and 3/3 on three machines.',
  );
}
