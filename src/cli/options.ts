import path from 'node:path';
import { parseArgs } from 'node:util';
import { nearest } from '../content/did-you-mean.ts';

/** A command line that cannot be followed; the message is for the user. */
export class UsageError extends Error {}

export const buildUsage = `Usage: npm run build -- [options]

  --posts DIR      folder of the posts               (posts)
  --output DIR     folder of the site                (_site)
  --config FILE    settings of the site              (site.config.ts)
  --drafts         publish drafts too
  --future         publish posts with a date in the future
  --keep-going     publish the sound posts although others have errors
  --format FORMAT  text, or json for machines        (text)
  --help           this text`;

export const devUsage = `Usage: npm run dev -- [options]

  --posts DIR      folder of the posts               (posts)
  --config FILE    settings of the site              (site.config.ts)
  --port NUMBER    port of the server                (8080)
  --no-drafts      leave drafts out
  --help           this text`;

export interface BuildArguments {
  /** Absolute paths. */
  readonly posts: string;
  readonly output: string;
  readonly config: string;
  readonly drafts: boolean;
  readonly future: boolean;
  readonly keepGoing: boolean;
  readonly format: 'text' | 'json';
  readonly help: boolean;
}

export interface DevArguments {
  readonly posts: string;
  readonly config: string;
  readonly port: number;
  readonly drafts: boolean;
  readonly help: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** @throws {UsageError} naming what is wrong. */
export function parseBuildArguments(args: readonly string[]): BuildArguments {
  const values = parseOptions(args, {
    posts: { ...text, default: 'posts' },
    output: { ...text, default: '_site' },
    config: { ...text, default: 'site.config.ts' },
    drafts: { ...flag, default: false },
    future: { ...flag, default: false },
    'keep-going': { ...flag, default: false },
    format: { ...text, default: 'text' },
    help: { ...flag, default: false },
  });
  const format = String(values.format);
  if (format !== 'text' && format !== 'json') {
    throw new UsageError(`--format is "${format}", but must be text or json.`);
  }
  return {
    posts: path.resolve(String(values.posts)),
    output: path.resolve(String(values.output)),
    config: path.resolve(String(values.config)),
    drafts: values.drafts === true,
    future: values.future === true,
    keepGoing: values['keep-going'] === true,
    format,
    help: values.help === true,
  };
}

/** @throws {UsageError} naming what is wrong. */
export function parseDevArguments(args: readonly string[]): DevArguments {
  const values = parseOptions(args, {
    posts: { ...text, default: 'posts' },
    config: { ...text, default: 'site.config.ts' },
    port: { ...text, default: '8080' },
    'no-drafts': { ...flag, default: false },
    help: { ...flag, default: false },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UsageError(`--port is "${String(values.port)}", but must be a number up to 65535.`);
  }
  return {
    posts: path.resolve(String(values.posts)),
    config: path.resolve(String(values.config)),
    port,
    drafts: values['no-drafts'] !== true,
    help: values.help === true,
  };
}

export type OptionTypes = Record<string, { type: 'string' | 'boolean'; default: string | boolean }>;

/** @throws {UsageError} naming an unknown option with the nearest known one. */
export function parseOptions(
  args: readonly string[],
  options: OptionTypes,
): Record<string, string | boolean | undefined> {
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    return values as Record<string, string | boolean | undefined>;
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

/** A path as the user would write it: relative to the working directory where that is shorter. */
export function displayPath(absolute: string): string {
  const relative = path.relative(process.cwd(), absolute);
  return (relative.length < absolute.length ? relative : absolute).split(path.sep).join('/') || '.';
}
