import { bundleClient } from '../output/bundle-client.ts';
import type { ClientAssets } from '../output/bundle-client.ts';
import { settleThenAll } from '../shared/settle-then-all.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import { openStaging, OutputError } from './staging.ts';
import type { Staging } from './staging.ts';
import { readPosts, searchVariants } from './read-posts.ts';
import type { SiteOptions } from './read-posts.ts';
import { problemOfError } from '../report/build-error.ts';
import { buildReport } from '../report/build-report.ts';
import { Stopwatch } from '../report/stopwatch.ts';
import type { BuildReport, ProgressListener } from '../report/types.ts';
import { workerCode } from '../workers/worker-code.ts';

export interface BuildOptions extends SiteOptions {
  /** Absolute path of the output folder. */
  readonly outputDir: string;
  /** Absolute path of the folder where results are kept from build to build; without one, nothing is kept. */
  readonly cacheDir?: string;
  /** Publish the sound posts although others have errors. */
  readonly keepGoing: boolean;
}

/**
 * Builds a site: posts in, a complete static site out. The published folder is replaced as a whole or not at all.
 * @returns what was built and every problem found; nothing an author can do makes it throw.
 */
export async function buildSite(
  config: SiteConfig,
  options: BuildOptions,
  progress: ProgressListener = () => undefined,
): Promise<BuildReport> {
  const watch = new Stopwatch();
  let staging: Staging | undefined;
  let bundling: Promise<ClientAssets> | undefined;
  try {
    staging = await openStaging(options.outputDir, [process.cwd(), options.postsDir]);
    const { dir, workDir, commit } = staging;
    const folders = { outputDir: dir, cacheDir: options.cacheDir ?? workDir, workDir };

    // esbuild works in a process of its own, while this one finds the posts.
    const { pathPrefix, language } = config;
    bundling = bundleClient({ outputDir: dir, pathPrefix, language });
    const bundled = Promise.allSettled([bundling, workerCode('ingest')]);
    let begin = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => (begin = resolve));
    const reading = readPosts(config, options, folders, (...done) => {
      begin();
      progress(...done);
    }).finally(begin);
    const [posts, { publishSite }] = await settleThenAll([
      reading,
      // Most of the program, and nothing that reading needs: it is loaded while threads read.
      hasBegun.then(async () => {
        const [rest] = await settleThenAll([
          import('./publish-site.ts'),
          searchVariants(config),
        ] as const);
        return rest;
      }),
    ] as const);
    await bundled;
    const assets = await bundling;
    return await publishSite(config, options, { folders, posts, assets, commit }, watch, progress);
  } catch (error) {
    return buildReport(watch, [problemOf(error, options.outputDir)]);
  } finally {
    // Nothing may go on writing into a folder that is being removed.
    await Promise.allSettled([bundling]);
    await staging?.discard();
  }
}

function problemOf(error: unknown, outputDir: string): Problem {
  if (error instanceof OutputError) {
    const { message, hint } = error;
    return { file: outputDir, code: 'output-folder', message, hint, severity: 'error' };
  }
  return problemOfError(error instanceof Error ? error : new Error(String(error)), outputDir);
}
