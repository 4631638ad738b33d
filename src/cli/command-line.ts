import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nearest } from '../content/did-you-mean.ts';
import { printError } from './output.ts';

/** A wrong command line; the message is for the user. */
export class UsageError extends Error {}

/** Type of an option with a value. */
export const text = { type: 'string' } as const;
/** Type of an option without a value. */
export const flag = { type: 'boolean' } as const;

/** Options of a command, as `parseArgs` of Node takes them. */
export type OptionTypes = Readonly<
  Record<string, { type: 'string' | 'boolean'; default?: string | boolean; multiple?: boolean }>
>;

/** Values of options by name, as `parseArgs` of Node returns them. */
export type OptionValues = Readonly<
  Record<string, string | boolean | (string | boolean)[] | undefined>
>;

/** Parses options; other arguments are errors. @throws {UsageError} that says what is wrong. */
export function parseOptions(args: readonly string[], options: OptionTypes): OptionValues {
  return parseCommandLine(args, options, false).values;
}

/** Parses options and other arguments. @throws {UsageError} that says what is wrong. */
export function parseCommandLine(
  args: readonly string[],
  options: OptionTypes,
  allowPositionals = true,
): { readonly values: OptionValues; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals });
  } catch (error) {
    const unknown = /'--?([\w-]+)'/.exec(error instanceof Error ? error.message : '')?.[1];
    if (unknown !== undefined && !(unknown in options)) {
      const guess = nearest(unknown, Object.keys(options));
      const hint = guess === undefined ? '' : ` Did you mean --${guess}?`;
      throw new UsageError(`There is no option --${unknown}.${hint}`);
    }
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Parses a port.
 * @param minimum 0 if the system may choose a free port.
 * @throws {UsageError} when the text is no port.
 */
export function portOf(text: string, minimum: 0 | 1): number {
  const port = text === '' ? NaN : Number(text);
  if (Number.isInteger(port) && port >= minimum && port <= 65_535) return port;
  const range = minimum === 0 ? 'from 0 (any that is free) to 65535' : 'up to 65535';
  throw new UsageError(`--port is "${text}", but must be a number ${range}.`);
}

/** The option for further host names that a server answers to, and its line of the help text. */
export const allowHostOption = { 'allow-host': { ...text, multiple: true } } as const;
export const allowHostUsage =
  '  --allow-host NAME  answer to this host name too, e.g. that of a proxy; may be repeated';

/** Host names given by `--allow-host`. @throws {UsageError} when one is no host name. */
export function allowedHostsOf(values: OptionValues): readonly string[] {
  const names = textsOf(values, 'allow-host');
  for (const name of names) {
    if (/^\.?[a-z\d_-]+(?:\.[a-z\d_-]+)*$/i.test(name)) continue;
    throw new UsageError(
      `--allow-host is "${name}", but must be a host name without protocol and port: ` +
        'wiki.example.org, or .example.org for all below it.',
    );
  }
  return names;
}

/** Value of an option with a text; undefined if it was not given. */
export function textOf(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** Values of an option that may be repeated. */
export function textsOf(values: OptionValues, name: string): readonly string[] {
  const value = values[name];
  if (!Array.isArray(value)) return typeof value === 'string' ? [value] : [];
  return value.map(String);
}

/**
 * A path for messages: relative to the working directory if that is shorter, with `/` separators.
 */
export function displayPath(absolute: string): string {
  const relative = path.relative(process.cwd(), absolute);
  return (relative.length < absolute.length ? relative : absolute).split(path.sep).join('/') || '.';
}

const programDir = fileURLToPath(new URL('../../', import.meta.url));

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

/**
 * Runs a command and sets the exit code of the process. A wrong command line and a taken port print
 * a message, and exit with 2.
 */
export async function runCommand(usage: string, main: () => Promise<number>): Promise<void> {
  try {
    requireUsablePath(programDir);
    process.exitCode = await main();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      printError('The port is taken; name another with --port.');
    } else if (error instanceof UsageError) {
      printError(`${error.message}\n\n${usage}`);
    } else {
      throw error;
    }
    process.exitCode = 2;
  }
}
