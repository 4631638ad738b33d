import { existsSync } from 'node:fs';
import path from 'node:path';
import { serveFolder } from '../serve/static-server.ts';
import { loadConfig } from './load-config.ts';
import { displayPath, UsageError } from './options.ts';
import { parsePreviewArguments, previewUsage } from './preview-options.ts';

/** `npm run preview`: serves the built site until it is stopped. */
async function main(): Promise<void> {
  const args = parsePreviewArguments(process.argv.slice(2));
  if (args.help) {
    console.log(previewUsage);
    return;
  }
  if (!existsSync(path.join(args.output, 'index.html'))) {
    throw new UsageError(
      `There is no site in ${displayPath(args.output)}: run npm run build first.`,
    );
  }
  const pathPrefix = args.prefix ?? (await loadConfig(args.config)).pathPrefix;
  const { url } = await serveFolder(args.output, { pathPrefix, port: args.port, keepAlive: true });
  console.log(`${displayPath(args.output)} is served at ${url}`);
}

try {
  await main();
} catch (error) {
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    console.error('The port is taken; name another with --port.');
  } else if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${previewUsage}`);
  } else {
    throw error;
  }
  process.exitCode = 2;
}
