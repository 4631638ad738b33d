import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContent } from '../authoring/create-content.ts';
import { languages } from '../config/site-config.ts';
import { today } from '../content/dates.ts';
import { howToRun } from '../shared/how-to-run.ts';
import { isPackage } from '../shared/is-package.ts';
import { programDir, programVersion } from '../shared/program-dir.ts';
import { pathBelow } from '../shared/relative-path.ts';
import { shellWord } from '../shared/shell-word.ts';
import {
  choiceOf,
  displayPath,
  parseCommandLine,
  text,
  UsageError,
  type Command,
} from './command-line.ts';
import { advise } from './content-folder.ts';
import { print } from './terminal.ts';

/** What publishes this repository's site publishes any. */
const workflowFile = path.join(programDir, '.github/workflows/deploy.yml');

const usage = `Usage: ${howToRun('init', 'DIR [options]')}

Makes a folder for a site of your own, or fills this one ("."): settings, a first post, aliases, \
package.json, a README with the commands. Nothing is overwritten.

  --title TEXT     name of the site                  (the folder's name)
  --lang TAG       zh-Hans, zh-Hant or en            (zh-Hans)
  --help           this text`;

/**
 * Makes a folder for a site. Exit code 0: made; 1: something is in the way; 2: the command line is
 * wrong.
 */
export const command: Command = { usage, run };

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommandLine(args, {
    title: text,
    lang: { ...text, default: 'zh-Hans' },
  });
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0)
    throw new UsageError('Name one folder for the new site.');
  const folder = path.resolve(name);
  const shown = displayPath(folder);
  // In the package, commands run where the site is.
  const place = isPackage ? {} : { config: shown };
  const adviseSite = (command: string, ...words: readonly string[]) =>
    advise(command, words, place);
  const files = await createContent(folder, {
    title: values.title ?? path.basename(folder),
    language: choiceOf('lang', values.lang, languages),
    day: today(new Date(), 'Asia/Shanghai'),
    dependency: isPackage ? `^${programVersion()}` : `file:${pathBelow(folder, programDir) || '.'}`,
    advise: adviseSite,
    ...(isPackage && { workflow: readFileSync(workflowFile, 'utf8') }),
  });
  print(`Made ${shown}: ${files.join(', ')}`);
  if (isPackage && shown !== '.') print(`Go there cd ${shellWord(shown)} && npm install`);
  print(`See it   ${adviseSite('dev')}`);
  print(`Build it ${adviseSite('build')}`);
  return 0;
}
