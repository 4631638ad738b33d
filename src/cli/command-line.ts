import path from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { AuthoringError } from '../authoring/authoring-error.ts';
import { parseCalendarDay, type CalendarDay } from '../content/dates.ts';
import { nearest } from '../content/did-you-mean.ts';
import { ProblemError } from '../content/problem.ts';
import { formatProblems } from '../report/format-report.ts';
import { systemRefusal, type SystemRefusal } from '../report/system-error.ts';
import { optionsTakenByNpm } from './npm-options.ts';
import { print, printError } from './terminal.ts';
import { asError } from '../shared/as-error.ts';
import { programDir } from '../shared/program-dir.ts';
import { relativePath } from '../shared/relative-path.ts';
import { unlessStalled } from '../shared/unless-stalled.ts';

/** A wrong command line; the message is for the user. */
export class UsageError extends Error {}

/** Type of an option with a value. */
export const text = { type: 'string' } as const;
/** Type of an option with a value that may be repeated. */
export const texts = { type: 'string', multiple: true } as const;
/** Type of an option without a value. */
export const flag = { type: 'boolean', default: false } as const;

/** Parses options; other arguments are errors. @throws {UsageError} that says what is wrong. */
export function parseOptions<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  return parseCommandLine(args, options, false).values;
}

/** Parses options and other arguments. @throws {UsageError} that says what is wrong. */
export function parseCommandLine<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  allowPositionals = true,
) {
  refuseTakenOptions(options);
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    const { message } = asError(error);
    const unknown = /'--?([\w-]+)'/.exec(message)?.[1];
    if (unknown === undefined || unknown in options) throw new UsageError(message);
    const guess = nearest(unknown, [...Object.keys(options), 'help']);
    const hint = guess === undefined ? '' : ` Did you mean --${guess}?`;
    throw new UsageError(`There is no option --${unknown}.${hint}`);
  }
}

/** @throws {UsageError} when npm has kept options for itself, rather than to do without them. */
function refuseTakenOptions(options: ParseArgsOptionsConfig): void {
  const { npm_lifecycle_event: command } = process.env;
  const taken = optionsTakenByNpm(options, process.env);
  if (command === undefined || taken.length === 0) return;
  // `npm exec` takes options as `npm run` does; npx leaves them alone.
  const run = command === 'npx' ? `npx inkstone ${process.argv[2] ?? ''}` : `npm run ${command} --`;
  throw new UsageError(
    'npm keeps options to itself unless a "--" stands before them. ' +
      `Write: ${run} ${taken.join(' ')}`,
  );
}

/** The value of an option that takes one of a few words. @throws {UsageError} that lists them. */
export function choiceOf<const Choice extends string>(
  option: string,
  value: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((name) => name === value);
  if (choice !== undefined) return choice;
  throw new UsageError(`--${option} is "${value}", but must be ${choices.join(' or ')}.`);
}

/** The value of `--date`, if it is given. @throws {UsageError} when it is no day. */
export function dayOf(value: string | undefined): CalendarDay | undefined {
  // A day without time is the same in all time zones.
  if (value === undefined || parseCalendarDay(value, 'UTC') === value) return value;
  throw new UsageError(`--date is "${value}", but must be a day as YYYY-MM-DD.`);
}

/** Parses a port; 0 stands for any that is free. @throws {UsageError} when the text is no port. */
export function portOf(text: string): number {
  const port = text === '' ? NaN : Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(
    `--port is "${text}", but must be a number from 0 (any that is free) to 65535.`,
  );
}

/** A path for messages: as `relativePath` names it if that is shorter, with `/` separators. */
export function displayPath(absolute: string): string {
  const relative = relativePath(absolute);
  if (relative.length < absolute.length) return relative || '.';
  return absolute.split(path.sep).join('/');
}

/**
 * Refuses folders in which dependencies do not find their files, with a message that says so. Node
 * replaces each `*` of a path when it resolves `exports` of a package
 * (https://nodejs.org/api/packages.html#subpath-patterns). Eleventy makes URLs of paths and does
 * not escape `#`, `%` and `?`. tsx takes `?` for the start of a query, even before this check.
 * @throws {UsageError} that names the folder.
 */
function requireUsablePath(folder: string): void {
  const [character] = /[*?#%]/.exec(folder) ?? [];
  if (character === undefined) return;
  throw new UsageError(
    `Inkstone is in ${folder}, but cannot run below a folder with "${character}" in its name. ` +
      'Move it, or rename the folder without *, ?, # and %. Names of posts may have them.',
  );
}

/** What the system refused, in one line for the user. */
function describeRefusal({ file, message, hint }: SystemRefusal): string {
  return `${file === undefined ? '' : `${displayPath(file)}: `}${message} ${hint}`;
}

function waitsInVain(): Error {
  return new AuthoringError('The command has stopped: it waits for something that never comes.');
}

/** A command: its help text, and what it does. */
export interface Command {
  readonly usage: string;
  /** Does it with the arguments that follow the name. @returns the exit code. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/**
 * Runs a command with its arguments, or prints its usage for `--help`, and sets the exit code of
 * the process. What stops a command is a sentence: a wrong command line, wrong settings and a taken
 * port exit with 2, anything else that cannot be done with 1.
 */
export async function runCommand({ usage, run }: Command, args: readonly string[]): Promise<void> {
  try {
    requireUsablePath(programDir);
    if (args.includes('--help')) print(usage);
    else process.exitCode = await unlessStalled(() => run(args), waitsInVain);
  } catch (error) {
    process.exitCode = 2;
    const refusal = systemRefusal(error);
    if (error instanceof AuthoringError) {
      printError(error.message);
      process.exitCode = 1;
    } else if (error instanceof ProblemError) {
      printError(formatProblems(error.problems).trimEnd());
    } else if (error instanceof UsageError) {
      printError(`${error.message}\n\n${usage}`);
    } else if (refusal) {
      printError(describeRefusal(refusal));
      // At once, as threads of an unfinished build may still run.
      process.exit(refusal.port === undefined ? 1 : 2);
    } else {
      throw error;
    }
  }
}
