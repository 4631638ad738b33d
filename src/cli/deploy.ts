import path from 'node:path';
import { isEmpty, type Changes } from '../deploy/changes.ts';
import { deploySite } from '../deploy/deploy.ts';
import { DeployError } from '../deploy/deploy-problems.ts';
import { formatProblems } from '../report/format-report.ts';
import { sizeText } from '../report/limit-use.ts';
import { plural } from '../report/group-problems.ts';
import { printable, printableLines } from '../report/printable.ts';
import { howToRun } from '../shared/how-to-run.ts';
import { changesFile, keepCacheIn } from '../store/cache-folders.ts';
import { choiceOf, displayPath, flag, parseOptions, text, type Command } from './command-line.ts';
import { contentFolder } from './content-folder.ts';
import { namedTarget, placesOf, recordFileOf, settledTarget } from './deploy-target.ts';
import { loadConfig } from './load-config.ts';
import { print, printError, writeReport } from './terminal.ts';

const usage = `Usage: ${howToRun('deploy', '[options]')}

Uploads what has changed in the built site since the last deploy, and deletes what is gone.

  --to TARGET      where to                          (deploy.to of the settings):
                   s3://BUCKET/PREFIX (aws), rclone:REMOTE:PATH, rsync:USER@HOST:/PATH,
                   a folder such as /srv/www or ./public (rsync),
                   cloudflare-pages:PROJECT/BRANCH (wrangler)
  --dry-run        only say what would be done
  --all            upload everything, and delete all that the site does not have: files of
                   others too, which no list names
  --output DIR     folder of the built site          (_site, beside the settings)
  --cache DIR      where deploys are remembered      (.cache)
  --config FILE    settings of the site, or the folder they lie in  (site.config.ts)
  --format FORMAT  text, or json for machines        (text)
  --help           this text

Exits with 0 when the target has the site, with 1 when it has not, with 2 for a wrong command.`;

export const command: Command = { usage, run };

async function run(args: readonly string[]): Promise<number> {
  const values = parseOptions(args, {
    ...{ to: text, output: text, cache: text, config: text },
    ...{ 'dry-run': flag, all: flag },
    format: { ...text, default: 'text' },
  });
  const format = choiceOf('format', values.format, ['text', 'json']);
  const content = contentFolder(values);
  const outputDir = path.resolve(values.output ?? content.outputDir);
  const named =
    values.to === undefined
      ? settledTarget(await loadConfig(content.configFile), content.siteDir)
      : namedTarget('--to', values.to, process.cwd());
  if (values.cache !== undefined) keepCacheIn(path.resolve(values.cache));
  const isDryRun = values['dry-run'];
  const started = performance.now();
  try {
    const { changes, problems } = await deploySite({
      target: placesOf(named, outputDir, content),
      recordFile: recordFileOf(named.target),
      changesFile: changesFile(),
      ...{ outputDir, targetName: named.name, all: values.all, dryRun: isDryRun },
      progress: (step, files) => printError(`${step}: ${plural(files, 'file')} …`),
    });
    const seconds = Math.round(performance.now() - started) / 1000;
    const facts = { ok: true, target: named.name, dryRun: isDryRun, all: values.all, seconds };
    if (format === 'json') {
      await writeReport([asJson({ ...facts, ...changes, problems })]);
    } else {
      if (problems.length > 0) print(formatProblems(problems));
      await writeReport(asText(changes, facts));
    }
    return 0;
  } catch (error) {
    if (!(error instanceof DeployError)) throw error;
    const { problems } = error;
    if (format === 'text') printError(formatProblems(problems).trimEnd());
    else await writeReport([asJson({ ok: false, target: named.name, dryRun: isDryRun, problems })]);
    return 1;
  }
}

interface Facts {
  readonly target: string;
  readonly dryRun: boolean;
  readonly all: boolean;
  readonly seconds: number;
}

function asJson(report: object): string {
  return printableLines(`${JSON.stringify(report, null, 2)}\n`);
}

/** Paths of each kind that a dry run lists. */
const listed = 200;

function* asText(changes: Changes, { target, dryRun, all, seconds }: Facts) {
  const { added, changed, removed, unchanged } = changes;
  const place = printable(target);
  if (isEmpty(changes) && !all) {
    yield `${place} has all ${plural(unchanged, 'file')} already.\n`;
    return;
  }
  if (dryRun) {
    yield* lines('+', added);
    yield* lines('~', changed);
    yield* lines('-', removed);
  }
  const uploads = [...added, ...changed];
  const size = uploads.reduce((sum, { bytes }) => sum + bytes, 0);
  const counts = [
    `${plural(uploads.length, 'file')} (${sizeText(size)})`,
    plural(removed.length, 'file'),
    unchanged.toLocaleString('en-US'),
  ] as const;
  yield dryRun
    ? `To upload to ${place}: ${counts[0]}; to delete: ${counts[1]}; unchanged: ${counts[2]}.\n` +
      `All of it: ${printable(displayPath(changesFile()))}\n`
    : `Uploaded to ${place}: ${counts[0]}; deleted: ${counts[1]}; unchanged: ${counts[2]}; ` +
      `in ${seconds.toFixed(1)} s\n`;
  // What that is, only the program at the target finds out.
  if (all) yield `--all ${dryRun ? 'deletes' : 'has deleted'} whatever else is there, unlisted.\n`;
}

function* lines(sign: string, files: readonly { readonly path: string }[]) {
  for (const { path: name } of files.slice(0, listed)) yield `${sign} ${printable(name)}\n`;
  if (files.length > listed) yield `${sign} … and ${plural(files.length - listed, 'file')} more\n`;
}
