import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { rewritePostFile } from '../authoring/post-file.ts';
import { checkCorpus, type CheckReport } from '../check/check-corpus.ts';
import { findFixes, unifiedDiff } from '../check/fix-corpus.ts';
import { formatCheck, formatCounts } from '../check/format-check.ts';
import { htmlReport } from '../check/html-report.ts';
import { countProblems, plural } from '../report/group-problems.ts';
import { jsonReport } from '../report/json-report.ts';
import { nameSettings } from '../report/name-settings.ts';
import { absolutePath, enterSite } from '../shared/relative-path.ts';
import { cacheFolder, externalLinksFile, keepCacheIn } from '../store/cache-folders.ts';
import { howToRun } from '../shared/how-to-run.ts';
import { choiceOf, displayPath, flag, parseOptions, text, type Command } from './command-line.ts';
import { contentFolder, contentOptions, contentUsage } from './content-folder.ts';
import { loadConfig, requirePosts } from './load-config.ts';
import { print, writeReport } from './terminal.ts';
import { createProgress } from './progress.ts';

const usage = `Usage: ${howToRun('check', '[options]')}

Reads and renders all posts, drafts and posts of the future included, and lists what is wrong or \
doubtful. Addresses and links are those of the site that a build would publish now: a link to a \
draft leads nowhere. Changes nothing without --fix. What a build has rendered is taken from its \
cache.

  --terms          propose aliases for similar names, as lines for _data/aliases.yaml
  --external       check links to other hosts; answers are kept in the cache
  --no-drafts      leave drafts out; posts of the future are checked
  --strict         exit code 1 for warnings too
  --format FORMAT  text, json or html                (text)
  --all            list every problem, not ten of a kind (text)
  --output FILE    write the report there instead of printing it
  --fix            show safe corrections as a diff, and write them after a yes
  --yes            with --fix: write without asking
${contentUsage}
  --cache DIR      what may be kept between builds and checks       (.cache)
  --help           this text

Exit code 0: no errors; 1: errors (with --strict also warnings); 2: the command line or the \
settings are wrong.`;

const formats = ['text', 'json', 'html'] as const;

async function run(args: readonly string[]): Promise<number> {
  const values = parseOptions(args, {
    ...contentOptions,
    cache: text,
    terms: flag,
    external: flag,
    'no-drafts': flag,
    strict: flag,
    format: { ...text, default: 'text' },
    output: text,
    all: flag,
    fix: flag,
    yes: flag,
  });
  const format = choiceOf('format', values.format, formats);
  const content = contentFolder(values);
  const config = await loadConfig(content.configFile);
  requirePosts(content.postsDir);
  if (values.fix) return fix(content.postsDir, values.yes);

  if (values.cache !== undefined) keepCacheIn(path.resolve(values.cache));
  enterSite(content.siteDir);
  const cacheDir = await writableCache();
  const progress = createProgress(process.stderr);
  const checked = await checkCorpus(
    config,
    {
      ...content,
      ...(cacheDir !== undefined && { cacheDir }),
      drafts: !values['no-drafts'],
      now: new Date(),
      terms: values.terms,
      ...(values.external && {
        external: { cacheFile: externalLinksFile(), onProgress: showAsked },
      }),
    },
    progress.listener,
  );
  progress.end();
  const problems = nameSettings(checked.problems, content.settingsLabel);
  const report = { ...checked, problems };
  const output = values.output === undefined ? undefined : absolutePath(values.output);
  await writeReport(formatted(report, format, config.title, values.all), output);
  if (output !== undefined) print(`${formatCounts(report)}; see ${displayPath(output)}`);
  const counts = countProblems(report.problems);
  return counts.error > 0 || (values.strict && counts.warning > 0) ? 1 : 0;
}

/** The cache of builds; undefined if this user may not write to it, as a check must not need to. */
async function writableCache(): Promise<string | undefined> {
  const folder = cacheFolder();
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return folder;
  } catch {
    return undefined;
  }
}

/** Progress on one line, which is overwritten: a corpus may link to hundreds of pages. */
function showAsked(done: number, total: number): void {
  const end = done === total ? '\n' : '\r';
  if (process.stderr.isTTY) process.stderr.write(`Checked ${done} of ${total} links${end}`);
}

function formatted(
  report: CheckReport,
  format: (typeof formats)[number],
  title: string,
  all: boolean,
): Iterable<string> {
  if (format === 'json') return jsonReport(report);
  return format === 'html' ? htmlReport(report, title) : formatCheck(report, all);
}

/** @returns exit code 0, even if the user declines. */
async function fix(postsDir: string, yes: boolean): Promise<number> {
  const found = await findFixes(postsDir, displayPath(postsDir));
  if (found.length === 0) {
    print('Nothing to correct.');
    return 0;
  }
  for (const { label, before, after } of found) print(unifiedDiff(label, before.text, after));
  const fixes = found.reduce((sum, file) => sum + file.fixes.length, 0);
  const what = `${plural(fixes, 'thing')} in ${plural(found.length, 'file')}`;
  if (!yes && !(await confirmed(`Correct ${what}? [y/N] `))) {
    print(
      process.stdin.isTTY ? 'Nothing was written.' : `Nothing was written; --yes corrects ${what}.`,
    );
    return 0;
  }
  for (const { file, before, after } of found) {
    await rewritePostFile({ file, root: postsDir }, before, after);
  }
  print(`Corrected ${what}.`);
  return 0;
}

async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Ctrl+D closes the terminal without an answer, which means no.
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const answer = await Promise.race([terminal.question(question), closed]);
  terminal.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

export const command: Command = { usage, run };
