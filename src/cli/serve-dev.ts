import { problemsOfError } from '../report/build-error.ts';
import { formatProblems } from '../report/format-report.ts';
import { serveSite } from '../dev/serve-site.ts';
import {
  serverFolder,
  supervisedPort,
  type ServerMessage,
  type SupervisorMessage,
} from '../dev/supervisor.ts';
import { articleHookSources } from '../ingest/prepare-hooks.ts';
import { enterSite } from '../shared/relative-path.ts';
import { cacheFolder, devFolder } from '../store/cache-folders.ts';
import { UsageError } from './command-line.ts';
import { loadConfig, requirePosts } from './load-config.ts';
import type { parseDevArguments } from './options.ts';
import { createProgress } from './progress.ts';
import { print, printError } from './terminal.ts';

/**
 * Serves the site from this process, which another one has started (`superviseServer`).
 * @returns the exit code so far.
 * @throws {Error} when the settings, the posts folder, a template or the port are wrong.
 */
export async function serveDev({
  configFile,
  ...options
}: ReturnType<typeof parseDevArguments>): Promise<number> {
  const progress = createProgress(process.stderr);
  try {
    const config = await loadConfig(configFile);
    requirePosts(options.postsDir);
    const port = supervisedPort(options.port);
    enterSite(options.siteDir);
    await tell({ code: await articleHookSources(config, options.siteDir) });
    const server = await serveSite(
      config,
      {
        ...options,
        port,
        future: true,
        now: new Date(),
        workDir: serverFolder(devFolder(), port),
        cacheDir: cacheFolder(),
      },
      {
        onProgress: progress.listener,
        onBuild: ({ corpus, problems }) => {
          progress.end();
          if (problems.length > 0) print(formatProblems(problems));
          print(`${corpus.articles.length} posts; drafts ${options.drafts ? 'on' : 'off'}`);
        },
        onFailure: printError,
        onCode: (places) => void tell({ code: places }),
      },
    );
    const exit = () => process.exit();
    process.on('message', (message: SupervisorMessage) => {
      if ('failedSuccessor' in message) {
        server.showFailedSuccessor(message.failedSuccessor);
      } else {
        process.off('disconnect', exit);
        void server.handOver().then(exit);
      }
    });
    // The supervising process has ended.
    process.once('disconnect', exit);
    print(`Serving at ${server.url}`);
    await tell({ isServing: true });
    return 0;
  } catch (error) {
    progress.end();
    const told =
      error instanceof UsageError ? error.message : formatProblems(problemsOfError(error));
    await tell({ failure: told });
    throw error;
  }
}

/** Tells the process that has started this one. */
function tell(message: ServerMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) process.send(message, undefined, undefined, () => resolve());
    else resolve();
  });
}
