import cluster from 'node:cluster';
import { devFolder } from '../store/cache-folders.ts';
import { displayPath, type Command } from './command-line.ts';
import { devUsage, parseDevArguments } from './options.ts';
import { print, printError } from './terminal.ts';

/**
 * Serves the site with drafts until it is stopped. This process starts another one that serves, and
 * a new one when code or settings change.
 */
export const command: Command = { usage: devUsage, run };

async function run(args: readonly string[]): Promise<number> {
  const options = parseDevArguments(args);
  if (cluster.isWorker) {
    const { serveDev } = await import('./serve-dev.ts');
    return serveDev(options);
  }
  // The process that serves makes the site (docs/decisions/006-worker-threads.md).
  cluster.setupPrimary({ execArgv: [...process.execArgv, '--max-semi-space-size=64'] });
  const { superviseServer } = await import('../dev/supervisor.ts');
  return superviseServer(
    {
      siteDir: options.siteDir,
      configFile: options.configFile,
      devDir: devFolder(),
      port: options.port,
    },
    {
      onRestart: (file) => print(`${displayPath(file)} has changed: the dev server starts again.`),
      onFailure: () => printError('The site is shown as it was. Save a mended file to try again.'),
      onCrash: (how) => printError(`The dev server has died (${how}) and starts again.`),
    },
  );
}
