import path from 'node:path';
import { parseOptions, UsageError } from './options.ts';

export const previewUsage = `Usage: npm run preview -- [options]

  --output DIR     folder of the built site          (_site)
  --port NUMBER    port of the server                (8081)
  --prefix PATH    path the site lives under         (pathPrefix of the settings)
  --config FILE    settings of the site              (site.config.ts)
  --help           this text`;

export interface PreviewArguments {
  /** Absolute paths. */
  readonly output: string;
  readonly config: string;
  readonly port: number;
  /** With both slashes; the settings decide when absent. */
  readonly prefix?: string;
  readonly help: boolean;
}

/** @throws {UsageError} naming what is wrong. */
export function parsePreviewArguments(args: readonly string[]): PreviewArguments {
  const text = { type: 'string' } as const;
  const values = parseOptions(args, {
    output: { ...text, default: '_site' },
    config: { ...text, default: 'site.config.ts' },
    port: { ...text, default: '8081' },
    prefix: { ...text, default: '' },
    help: { type: 'boolean', default: false },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UsageError(`--port is "${String(values.port)}", but must be a number up to 65535.`);
  }
  const prefix = String(values.prefix);
  if (prefix !== '' && !/^\/(?:[\w.~-]+\/)*$/.test(prefix)) {
    throw new UsageError(`--prefix is "${prefix}", but must start and end with a slash: /notes/`);
  }
  return {
    output: path.resolve(String(values.output)),
    config: path.resolve(String(values.config)),
    port,
    ...(prefix !== '' && { prefix }),
    help: values.help === true,
  };
}
