import path from 'node:path';
import {
  allowedHostsOf,
  allowHostOption,
  allowHostUsage,
  flag,
  parseOptions,
  portOf,
  text,
  textOf,
  UsageError,
} from './command-line.ts';
import { contentFolder, contentOptions, contentUsage } from './content-folder.ts';
import type { ContentFolder } from './content-folder.ts';

export { displayPath, UsageError } from './command-line.ts';

export const buildUsage = `Usage: npm run build -- [options]

${contentUsage}
  --output DIR     folder of the site                (_site, beside the settings)
  --cache DIR      what may be kept between builds   (.cache)
  --drafts         publish drafts too
  --future         publish posts with a date in the future
  --keep-going     publish the sound posts although others have errors
  --format FORMAT  text, or json for machines        (text)
  --help           this text`;

export const devUsage = `Usage: npm run dev -- [options]

${contentUsage}
  --port NUMBER    port of the server; 0 for any     (8080)
${allowHostUsage}
  --no-drafts      leave drafts out
  --help           this text`;

/** Parsed options of `npm run build`. */
export interface BuildArguments extends ContentFolder {
  /** Absolute path of the folder for all caches; without it, they are in `.cache`. */
  readonly cache?: string;
  readonly drafts: boolean;
  readonly future: boolean;
  readonly keepGoing: boolean;
  readonly format: 'text' | 'json';
  readonly help: boolean;
}

/** Parsed options of `npm run dev`. */
export interface DevArguments extends ContentFolder {
  readonly port: number;
  readonly allowedHosts: readonly string[];
  readonly drafts: boolean;
  readonly help: boolean;
}

/** @throws {UsageError} naming what is wrong. */
export function parseBuildArguments(args: readonly string[]): BuildArguments {
  const values = parseOptions(args, {
    ...contentOptions,
    output: text,
    cache: text,
    drafts: flag,
    future: flag,
    'keep-going': flag,
    format: { ...text, default: 'text' },
    help: flag,
  });
  const format = String(values.format);
  if (format !== 'text' && format !== 'json') {
    throw new UsageError(`--format is "${format}", but must be text or json.`);
  }
  const content = contentFolder(values);
  const cache = textOf(values, 'cache');
  return {
    ...content,
    output: path.resolve(textOf(values, 'output') ?? content.output),
    ...(cache !== undefined && { cache: path.resolve(cache) }),
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
    ...contentOptions,
    port: { ...text, default: '8080' },
    ...allowHostOption,
    'no-drafts': flag,
    help: flag,
  });
  return {
    ...contentFolder(values),
    port: portOf(String(values.port), 0),
    allowedHosts: allowedHostsOf(values),
    drafts: values['no-drafts'] !== true,
    help: values.help === true,
  };
}
