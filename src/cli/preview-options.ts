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
import { contentFolder } from './content-folder.ts';

export const previewUsage = `Usage: npm run preview -- [options]

  --output DIR     folder of the built site          (_site, beside the settings)
  --port NUMBER    port of the server                (8081)
  --prefix PATH    path the site lives under         (pathPrefix of the settings)
${allowHostUsage}
  --config FILE    settings of the site, or the folder they lie in  (site.config.ts)
  --help           this text`;

/** Parsed options of `npm run preview`. */
export interface PreviewArguments {
  /** Absolute paths. */
  readonly output: string;
  readonly config: string;
  readonly port: number;
  readonly allowedHosts: readonly string[];
  /** With a slash at both ends; without it, that of the settings. */
  readonly prefix?: string;
  readonly help: boolean;
}

/** @throws {UsageError} naming what is wrong. */
export function parsePreviewArguments(args: readonly string[]): PreviewArguments {
  const values = parseOptions(args, {
    output: text,
    config: text,
    port: { ...text, default: '8081' },
    prefix: { ...text, default: '' },
    ...allowHostOption,
    help: flag,
  });
  const port = portOf(String(values.port), 1);
  const prefix = String(values.prefix);
  if (prefix !== '' && !/^\/(?:[\w.~-]+\/)*$/.test(prefix)) {
    throw new UsageError(`--prefix is "${prefix}", but must start and end with a slash: /notes/`);
  }
  const content = contentFolder(values);
  return {
    output: path.resolve(textOf(values, 'output') ?? content.output),
    config: content.config,
    port,
    allowedHosts: allowedHostsOf(values),
    ...(prefix !== '' && { prefix }),
    help: values.help === true,
  };
}
