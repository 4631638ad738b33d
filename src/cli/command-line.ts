import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nearest } from '../content/did-you-mean.ts';
import { complain } from './output.ts';

/** A command line that cannot be followed; the message is for the user. */
export class UsageError extends Error {}

/** An option that takes a text, and one that takes none; spread them with a `default`. */
export const text = { type: 'string' } as const;
export const flag = { type: 'boolean' } as const;

export type OptionTypes = Readonly<
  Record<string, { type: 'string' | 'boolean'; default?: string | boolean; multiple?: boolean }>
>;

export type OptionValues = Readonly<
  Record<string, string | boolean | (string | boolean)[] | undefined>
>;

/**
 * Reads options that take no further arguments.
 * @throws {UsageError} naming what is wrong.
 */
export function parseOptions(args: readonly string[], options: OptionTypes): OptionValues {
  return parseCommandLine(args, options, false).values;
}

/**
 * Reads options and the arguments beside them.
 * @throws {UsageError} naming what is wrong.
 */
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
 * A port.
 * @param least 0 where any that is free will do.
 * @throws {UsageError} when the text names none.
 */
export function portOf(text: string, least: 0 | 1): number {
  const port = text === '' ? NaN : Number(text);
  if (Number.isInteger(port) && port >= least && port <= 65_535) return port;
  const range = least === 0 ? 'from 0 (any that is free) to 65535' : 'up to 65535';
  throw new UsageError(`--port is "${text}", but must be a number ${range}.`);
}

/** The option that lets a server be asked under further names, and its line of a usage text. */
export const allowHostOption = { 'allow-host': { ...text, multiple: true } } as const;
export const allowHostUsage =
  '  --allow-host NAME  answer to this host name too, e.g. that of a proxy; may be repeated';

/**
 * The names given by `--allow-host`.
 * @throws {UsageError} when one is no host name.
 */
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

/** The text that an option was given, or undefined. */
export function textOf(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The texts that a repeatable option was given. */
export function textsOf(values: OptionValues, name: string): readonly string[] {
  const value = values[name];
  if (!Array.isArray(value)) return typeof value === 'string' ? [value] : [];
  return value.map(String);
}

/** A path as the user would write it: relative to the working directory where that is shorter. */
export function displayPath(absolute: string): string {
  const relative = path.relative(process.cwd(), absolute);
  return (relative.length < absolute.length ? relative : absolute).split(path.sep).join('/') || '.';
}

const programDir = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Refuses to run where what Inkstone is made of finds no files, with words instead of their errors.
 * Node puts a name in the place of each `*` when it resolves `exports` of a package
 * (https://nodejs.org/api/packages.html#subpath-patterns); Eleventy makes addresses of paths and
 * does not escape `#`, `%`, `?`; tsx takes `?` for the start of a query, before this is reached.
 * @throws {UsageError} naming the folder.
 */
function requireUsablePath(folder: string): void {
  const [character] = /[*?#%]/.exec(folder) ?? [];
  if (character === undefined) return;
  throw new UsageError(
    `Inkstone lies in ${folder}, and cannot work below a folder with "${character}" in its name. ` +
      'Move or rename it: any other character will do, in names of posts all of them.',
  );
}

/**
 * Runs a command: its exit code becomes the process's. A wrong command line and a port that is
 * taken are explained, and end with 2.
 */
export async function runCommand(usage: string, main: () => Promise<number>): Promise<void> {
  try {
    requireUsablePath(programDir);
    process.exitCode = await main();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      complain('The port is taken; name another with --port.');
    } else if (error instanceof UsageError) {
      complain(`${error.message}\n\n${usage}`);
    } else {
      throw error;
    }
    process.exitCode = 2;
  }
}
