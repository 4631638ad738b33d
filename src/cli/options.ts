import path from 'node:path';
import { howToRun } from '../shared/how-to-run.ts';
import { choiceOf, flag, parseOptions, portOf, text, texts, UsageError } from './command-line.ts';
import { contentFolder, contentOptions, contentUsage, advise } from './content-folder.ts';

const allowHostUsage =
  '  --allow-host NAME  answer to this host name too, e.g. that of a proxy; may be repeated';

export const buildUsage = `Usage: ${howToRun('build', '[options]')}

${contentUsage}
  --output DIR     folder of the site                (_site, beside the settings)
  --cache DIR      what may be kept between builds   (.cache)
  --drafts         publish drafts too
  --future         publish posts with a date in the future
  --keep-going     publish the sound posts although others have errors
  --changes        also find what a deploy to deploy.to would change: .cache/changes.json
  --accept-addresses  let published addresses change hands and vanish, in this build
  --format FORMAT  text, or json for machines        (text)
  --help           this text`;

export const devUsage = `Usage: ${howToRun('dev', '[options]')}

${contentUsage}
  --port NUMBER    port of the server; 0 for any     (8080)
${allowHostUsage}
  --no-drafts      leave drafts out
  --help           this text`;

export const previewUsage = `Usage: ${howToRun('preview', '[options]')}

  --output DIR     folder of the built site          (_site, beside the settings)
  --port NUMBER    port of the server; 0 for any     (8081)
  --prefix PATH    path the site lives under         (pathPrefix of the settings)
${allowHostUsage}
  --config FILE    settings of the site, or the folder they lie in  (site.config.ts)
  --help           this text`;

/** @throws {UsageError} naming what is wrong. */
export function parseBuildArguments(args: readonly string[]) {
  const { drafts, future, ...values } = parseOptions(args, {
    ...contentOptions,
    output: text,
    cache: text,
    drafts: flag,
    future: flag,
    'keep-going': flag,
    'accept-addresses': flag,
    changes: flag,
    format: { ...text, default: 'text' },
  });
  const content = contentFolder(values);
  if (values.changes && (drafts || future)) {
    throw new UsageError('A site with --drafts or --future is not deployed: leave --changes out.');
  }
  return {
    ...content,
    outputDir: path.resolve(values.output ?? content.outputDir),
    /** Folder for all caches; without it, they are in `.cache`. */
    cache: values.cache === undefined ? undefined : path.resolve(values.cache),
    drafts,
    future,
    keepGoing: values['keep-going'],
    acceptAddresses: values['accept-addresses'],
    changes: values.changes,
    format: choiceOf('format', values.format, ['text', 'json']),
  };
}

/** @throws {UsageError} naming what is wrong. */
export function parseDevArguments(args: readonly string[]) {
  const values = parseOptions(args, {
    ...contentOptions,
    port: { ...text, default: '8080' },
    'allow-host': texts,
    'no-drafts': flag,
  });
  return {
    ...contentFolder(values),
    port: portOf(values.port),
    allowedHosts: hostNames(values['allow-host']),
    drafts: !values['no-drafts'],
  };
}

/** @throws {UsageError} naming what is wrong. */
export function parsePreviewArguments(args: readonly string[]) {
  const { prefix, ...values } = parseOptions(args, {
    output: text,
    config: text,
    port: { ...text, default: '8081' },
    prefix: { ...text, default: '' },
    'allow-host': texts,
  });
  if (prefix !== '' && !/^\/(?:[\w.~-]+\/)*$/.test(prefix)) {
    throw new UsageError(`--prefix is "${prefix}", but must start and end with a slash: /notes/`);
  }
  const { configFile, outputDir } = contentFolder(values);
  return {
    configFile,
    outputDir: path.resolve(values.output ?? outputDir),
    port: portOf(values.port),
    allowedHosts: hostNames(values['allow-host']),
    /** If empty, that of the settings counts. */
    prefix,
    /** What makes the site that is served. */
    buildCommand: advise('build', [], values),
  };
}

/** Host names given by `--allow-host`. @throws {UsageError} when one is no host name. */
function hostNames(names: readonly string[] = []): readonly string[] {
  for (const name of names) {
    if (/^\.?[a-z\d_-]+(?:\.[a-z\d_-]+)*$/i.test(name)) continue;
    throw new UsageError(
      `--allow-host is "${name}", but must be a host name without protocol and port: ` +
        'wiki.example.org, or .example.org for all below it.',
    );
  }
  return names;
}
