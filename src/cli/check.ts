import { externalLinksFile } from '../store/cache-folders.ts';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { rewritePostFile } from '../authoring/post-file.ts';
import { checkCorpus } from '../check/check-corpus.ts';
import type { CheckReport } from '../check/check-corpus.ts';
import { findFixes } from '../check/fix-corpus.ts';
import { formatCheck, formatCounts } from '../check/format-check.ts';
import { htmlReport } from '../check/html-report.ts';
import { unifiedDiff } from '../check/unified-diff.ts';
import { countProblems } from '../report/group-problems.ts';
import { jsonReport } from '../report/json-report.ts';
import {
  displayPath,
  flag,
  parseOptions,
  runCommand,
  text,
  textOf,
  UsageError,
} from './command-line.ts';
import { contentFolder, contentOptions, contentUsage } from './content-folder.ts';
import type { ContentFolder } from './content-folder.ts';
import { loadConfig, requirePosts } from './load-config.ts';
import { print, writeReport } from './output.ts';
import { createProgress } from './progress.ts';

const usage = `Usage: npm run check -- [options]

Reads and renders all posts, drafts and posts of the future included, and lists what is wrong or \
doubtful. Changes nothing without --fix.

  --terms          propose aliases for similar names, as lines for _data/aliases.yaml
  --external       check links to other hosts; answers are kept in .cache/
  --no-drafts      check only what a build would publish
  --strict         exit code 1 for warnings too
  --format FORMAT  text, json or html                (text)
  --all            list every problem, not ten of a kind (text)
  --output FILE    write the report there instead of printing it
  --fix            show safe corrections as a diff, and write them after a yes
  --yes            with --fix: write without asking
${contentUsage}
  --help           this text

Exit code 0: no errors; 1: errors (with --strict also warnings); 2: the command line or the \
settings are wrong.`;

const formats = ['text', 'json', 'html'] as const;

async function main(): Promise<number> {
  const values = parseOptions(process.argv.slice(2), {
    ...contentOptions,
    terms: flag,
    external: flag,
    'no-drafts': flag,
    strict: flag,
    format: { ...text, default: 'text' },
    output: text,
    all: flag,
    fix: flag,
    yes: flag,
    help: flag,
  });
  if (values.help === true) {
    print(usage);
    return 0;
  }
  const format = formats.find((name) => name === values.format);
  if (!format) throw new UsageError(`--format must be ${formats.join(', ')}.`);
  const content = contentFolder(values);
  const config = await loadConfig(content.config);
  requirePosts(content.posts);
  if (values.fix === true) return fix(content, values.yes === true);

  const progress = createProgress(process.stderr);
  const report = await checkCorpus(
    config,
    {
      siteDir: content.site,
      postsDir: content.posts,
      postsLabel: displayPath(content.posts),
      aliasFile: content.aliases,
      drafts: values['no-drafts'] !== true,
      now: new Date(),
      terms: values.terms === true,
      ...(values.external === true && {
        external: { cacheFile: externalLinksFile(), onProgress: showAsked },
      }),
    },
    progress.listener,
  );
  progress.end();
  const written = formatted(report, format, config.title, values.all === true);
  const output = textOf(values, 'output');
  await writeReport(written, output === undefined ? undefined : path.resolve(output));
  if (output !== undefined) {
    print(`${formatCounts(report)}; see ${displayPath(path.resolve(output))}`);
  }
  const counts = countProblems(report.problems);
  return counts.error > 0 || (values.strict === true && counts.warning > 0) ? 1 : 0;
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
async function fix(content: ContentFolder, yes: boolean): Promise<number> {
  const found = await findFixes(content.posts, displayPath(content.posts));
  if (found.length === 0) {
    print('Nothing to correct.');
    return 0;
  }
  for (const { label, before, after } of found) print(unifiedDiff(label, before.text, after));
  const fixes = found.reduce((sum, file) => sum + file.fixes.length, 0);
  const what =
    `${fixes} ${fixes === 1 ? 'thing' : 'things'} in ${found.length} ` +
    (found.length === 1 ? 'file' : 'files');
  if (!yes && !(await confirmed(`Correct ${what}? [y/N] `))) {
    print(
      process.stdin.isTTY ? 'Nothing was written.' : `Nothing was written; --yes corrects ${what}.`,
    );
    return 0;
  }
  for (const { file, before, after } of found) {
    await rewritePostFile({ file, root: content.posts }, before, after);
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

await runCommand(usage, main);
