import { existsSync } from 'node:fs';
import path from 'node:path';
import { serveFolder } from '../serve/static-server.ts';
import { displayPath, runCommand, UsageError } from './command-line.ts';
import { loadConfig } from './load-config.ts';
import { parsePreviewArguments, previewUsage } from './preview-options.ts';
import { print } from './output.ts';

/** `npm run preview`: serves the built site until it is stopped. */
async function main(): Promise<number> {
  const args = parsePreviewArguments(process.argv.slice(2));
  if (args.help) {
    print(previewUsage);
    return 0;
  }
  if (!existsSync(path.join(args.output, 'index.html'))) {
    throw new UsageError(
      `There is no site in ${displayPath(args.output)}: run npm run build first.`,
    );
  }
  const pathPrefix = args.prefix ?? (await loadConfig(args.config)).pathPrefix;
  const { port, allowedHosts } = args;
  const options = { pathPrefix, port, allowedHosts, keepAlive: true };
  const { url } = await serveFolder(args.output, options);
  print(`${displayPath(args.output)} is served at ${url}`);
  return 0;
}

await runCommand(previewUsage, main);
