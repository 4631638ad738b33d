#!/usr/bin/env node
import { nearest } from '../content/did-you-mean.ts';
import { howToRun } from '../shared/how-to-run.ts';
import { programVersion } from '../shared/program-dir.ts';
import { runCommand, UsageError, type Command } from './command-line.ts';
import { print } from './terminal.ts';

interface Entry {
  readonly summary: string;
  /** Loads the command alone: each command needs other parts of Inkstone. */
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** Every command, in the order in which an author meets them. */
const commands: Readonly<Record<string, Entry>> = {
  init: { summary: 'makes a folder for a site', load: () => import('./init.ts') },
  new: { summary: 'creates a post, as a draft', load: () => import('./new.ts') },
  dev: { summary: 'shows the site while you write', load: () => import('./dev.ts') },
  check: { summary: 'lists what is wrong or doubtful', load: () => import('./check.ts') },
  publish: { summary: 'makes drafts public', load: () => import('./publish.ts') },
  unpublish: { summary: 'makes posts drafts again', load: () => import('./unpublish.ts') },
  build: { summary: 'writes the site', load: () => import('./build.ts') },
  ingest: { summary: 'fills the cache for a build', load: () => import('./ingest.ts') },
  preview: { summary: 'serves the built site', load: () => import('./preview.ts') },
  deploy: { summary: 'uploads what has changed', load: () => import('./deploy.ts') },
  search: { summary: 'searches the built site', load: () => import('./search.ts') },
  schema: { summary: 'makes editors offer fields and values', load: () => import('./schema.ts') },
  'host-config': {
    summary: 'prints the configuration of a web server',
    load: () => import('./host-config.ts'),
  },
};

const usage = `Usage: ${howToRun('COMMAND', '[options]')}

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(16)} ${summary}`)
  .join('\n')}

  --help           this text, or that of a command
  --version        which Inkstone this is`;

/** What runs when no command is named. */
const withoutCommand: Command = {
  usage,
  run: ([word = '']) => {
    if (word !== '--version') throw new UsageError(unknown(word));
    print(programVersion());
    return Promise.resolve(0);
  },
};

function unknown(word: string): string {
  if (word === '') return 'Name a command.';
  const meant = nearest(word, Object.keys(commands));
  return `There is no command ${word}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`;
}

const [name = '', ...args] = process.argv.slice(2);
const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
await (entry
  ? runCommand((await entry.load()).command, args)
  : runCommand(withoutCommand, [name, ...args]));
// A channel to the process that has started this one would keep it alive.
if (process.connected && process.exitCode !== 0) process.exit();
