import path from 'node:path';
import { serveSite } from '../dev.ts';
import { formatProblems } from '../report/format-report.ts';
import { loadConfig, requirePosts } from './load-config.ts';
import { createProgress } from './progress.ts';
import { devUsage, displayPath, parseDevArguments, UsageError } from './options.ts';

/** `npm run dev`: serves the site with drafts until it is stopped. */
async function main(): Promise<void> {
  const args = parseDevArguments(process.argv.slice(2));
  if (args.help) {
    console.log(devUsage);
    return;
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
      workDir: path.resolve('.cache/dev'),
      cacheDir: path.resolve('.cache/build'),
    },
    {
      onProgress: progress.listener,
      onBuild: ({ corpus, problems }) => {
        progress.end();
        if (problems.length > 0) console.log(formatProblems(problems));
        console.log(`${corpus.articles.length} posts; drafts ${args.drafts ? 'on' : 'off'}`);
      },
      onFailure: (text) => console.error(text),
    },
  );
  console.log(`Serving at ${server.url}`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${devUsage}`);
  process.exitCode = 2;
}
