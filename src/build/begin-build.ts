import type { SiteConfig } from '../config/site-config.ts';
import { bundleClient } from '../output/bundle-client.ts';
import type { ProgressListener } from '../report/types.ts';
import { settleThenAll } from '../shared/settle-then-all.ts';
import type { ClientAssets } from '../views/client-assets.ts';
import { workerCode } from '../workers/worker-code.ts';
import { readPosts } from './read-posts.ts';
import type { ReadPosts, SiteFolders, SiteOptions } from './read-posts.ts';
import type * as Stages from './stages.ts';

/** Results of the first stage of a build, and the code of the later ones. */
export interface BegunBuild {
  readonly posts: ReadPosts;
  readonly assets: ClientAssets;
  readonly stages: typeof Stages;
}

/**
 * Reads and renders all posts. Meanwhile esbuild bundles styles and scripts in a process of its
 * own, and the main thread loads the code of the later stages.
 * @param cleanups receives a function that waits for the bundling, in case the build fails.
 * @throws {Error} when a file of the program or of the cache cannot be read or written.
 */
export async function beginBuild(
  config: SiteConfig,
  options: SiteOptions,
  folders: SiteFolders,
  cleanups: (() => Promise<unknown>)[],
  progress: ProgressListener,
): Promise<BegunBuild> {
  const { pathPrefix, language } = config;
  const bundling = bundleClient({ outputDir: folders.outputDir, pathPrefix, language });
  cleanups.push(() => bundling);
  const bundled = Promise.allSettled([bundling, workerCode('ingest')]);

  let begin = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => (begin = resolve));
  const reading = readPosts(config, options, folders, (...done) => {
    begin();
    progress(...done);
  }).finally(begin);
  const loading = hasBegun.then(() => loadStages(config));

  const [posts, stages] = await settleThenAll([reading, loading] as const);
  await bundled;
  return { posts, assets: await bundling, stages };
}

async function loadStages(config: SiteConfig): Promise<typeof Stages> {
  const stages = await import('./stages.ts');
  await stages.searchVariants(config);
  return stages;
}
