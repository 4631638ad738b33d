import path from 'node:path';
import { ContentExistsError, createContent } from '../authoring/create-content.ts';
import { today } from '../content/dates.ts';
import {
  displayPath,
  flag,
  parseCommandLine,
  runCommand,
  text,
  textOf,
  UsageError,
} from './command-line.ts';
import { printError, print } from './output.ts';

const usage = `Usage: npm run init -- DIR [options]

Makes a folder for a site of your own: settings, a first post, aliases, a README with the \
commands. Nothing is overwritten.

  --title TEXT     name of the site                  (the folder's name)
  --lang TAG       zh-Hans, zh-Hant or en            (zh-Hans)
  --help           this text`;

const languages = ['zh-Hans', 'zh-Hant', 'en'] as const;

/** `npm run init`. Exit code 0: made; 1: something is in the way; 2: the command line is wrong. */
async function main(): Promise<number> {
  const { values, positionals } = parseCommandLine(process.argv.slice(2), {
    title: text,
    lang: { ...text, default: 'zh-Hans' },
    help: flag,
  });
  if (values.help === true) {
    print(usage);
    return 0;
  }
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0)
    throw new UsageError('Name one folder for the new site.');
  const language = languages.find((tag) => tag === values.lang);
  if (language === undefined) {
    throw new UsageError(`--lang must be one of ${languages.join(', ')}.`);
  }
  const folder = path.resolve(name);
  const engine = path.relative(folder, process.cwd()).split(path.sep).join('/') || '.';
  try {
    const files = await createContent(folder, {
      title: textOf(values, 'title') ?? path.basename(folder),
      language,
      day: today(new Date(), 'Asia/Shanghai'),
      folder: displayPath(folder),
      engine: engine.startsWith('.') ? engine : `./${engine}`,
    });
    const shown = displayPath(folder);
    print(`Made ${shown}: ${files.join(', ')}`);
    print(`See it   npm run dev -- --config ${shown}`);
    print(`Build it npm run build -- --config ${shown}`);
    return 0;
  } catch (error) {
    if (!(error instanceof ContentExistsError)) throw error;
    printError(`${error.message} Nothing was written.`);
    return 1;
  }
}

await runCommand(usage, main);
