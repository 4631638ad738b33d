import { cacheFolder, devFolder } from '../store/cache-folders.ts';
import { serveSite } from '../dev/serve-site.ts';
import { formatProblems } from '../report/format-report.ts';
import { runCommand } from './command-line.ts';
import { loadConfig, requirePosts } from './load-config.ts';
import { createProgress } from './progress.ts';
import { devUsage, displayPath, parseDevArguments } from './options.ts';
import { printError, print } from './output.ts';

/** `npm run dev`: serves the site with drafts until it is stopped. */
async function main(): Promise<number> {
  const args = parseDevArguments(process.argv.slice(2));
  if (args.help) {
    print(devUsage);
    return 0;
  }
  const config = await loadConfig(args.config);
  requirePosts(args.posts);
  const progress = createProgress(process.stderr);
  const server = await serveSite(
    config,
    {
      siteDir: args.site,
      postsDir: args.posts,
      postsLabel: displayPath(args.posts),
      aliasFile: args.aliases,
      drafts: args.drafts,
      future: true,
      now: new Date(),
      port: args.port,
      allowedHosts: args.allowedHosts,
      workDir: devFolder(),
      cacheDir: cacheFolder(),
    },
    {
      onProgress: progress.listener,
      onBuild: ({ corpus, problems }) => {
        progress.end();
        if (problems.length > 0) print(formatProblems(problems));
        print(`${corpus.articles.length} posts; drafts ${args.drafts ? 'on' : 'off'}`);
      },
      onFailure: printError,
    },
  );
  print(`Serving at ${server.url}`);
  return 0;
}

await runCommand(devUsage, main);
