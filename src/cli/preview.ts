import { existsSync } from 'node:fs';
import path from 'node:path';
import { serveFolder } from '../serve/static-server.ts';
import { displayPath, UsageError, type Command } from './command-line.ts';
import { loadConfig } from './load-config.ts';
import { parsePreviewArguments, previewUsage } from './options.ts';
import { print } from './terminal.ts';

/** Serves the built site until it is stopped. */
export const command: Command = { usage: previewUsage, run };

async function run(args: readonly string[]): Promise<number> {
  const { configFile, outputDir, prefix, buildCommand, ...options } = parsePreviewArguments(args);
  const shown = displayPath(outputDir);
  if (!existsSync(path.join(outputDir, 'index.html'))) {
    throw new UsageError(`There is no site in ${shown}. Make it first: ${buildCommand}`);
  }
  const pathPrefix = prefix || (await loadConfig(configFile)).pathPrefix;
  const { url } = await serveFolder(outputDir, { ...options, pathPrefix, keepAlive: true });
  print(`${shown} is served at ${url}`);
  return 0;
}
