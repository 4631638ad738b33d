import type { SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import { ownStyles } from '../eleventy/folders.ts';
import { bundleClient, type BundleOptions } from '../output/bundle-client.ts';
import { prepareHooks } from '../ingest/prepare-hooks.ts';
import type { ProgressListener } from '../report/types.ts';
import { settleThenAll } from '../shared/settle-then-all.ts';
import type { ClientAssets } from '../views/client-assets.ts';
import type { OwnCode } from '../workers/own-code.ts';
import { workerCode } from '../workers/worker-code.ts';
import { readPosts, type ReadPosts, type SiteFolders, type SiteOptions } from './read-posts.ts';
import type * as Stages from './stages.ts';

/** Results of the first stage of a build, and the code of the later ones. */
export interface BegunBuild {
  readonly posts: ReadPosts;
  readonly assets: ClientAssets;
  /** Problems of styles and scripts. */
  readonly problems: readonly Problem[];
  readonly stages: typeof Stages;
  /** The site's hooks for the end of a build. */
  readonly endHooks: readonly OwnCode[];
}

/**
 * Reads and renders all posts. Meanwhile esbuild bundles styles and scripts in a process of its
 * own, and the main thread loads the code of the later stages.
 * @throws {ProblemError} when a style, a script or a hook is wrong.
 * @throws {Error} when a file of the program or of the cache cannot be read or written; nothing
 * is written any more then.
 */
export async function beginBuild(
  config: SiteConfig,
  options: SiteOptions,
  folders: SiteFolders,
  progress: ProgressListener,
): Promise<BegunBuild> {
  const problems: Problem[] = [];
  const bundling = bundleAssets(config, folders.outputDir, (problem) => problems.push(problem));
  // What fails here fails again where the code is needed.
  const preparing = workerCode('ingest').catch(() => undefined);

  let begin = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => (begin = resolve));
  const reading = readPosts(config, options, folders, (...done) => {
    begin();
    progress(...done);
  }).finally(begin);
  const loading = hasBegun.then(() => loadStages(config));

  // Now: nobody should wait for a site only to hear that a hook is missing.
  const ending = prepareHooks(config, 'buildEnd', options.siteDir ?? process.cwd());
  const work = [reading, loading, bundling, ending, preparing] as const;
  const [posts, stages, assets, endHooks] = await settleThenAll(work);
  return { posts, stages, assets, problems, endHooks };
}

/**
 * Bundles the styles and scripts of a site into its folder.
 * @param outputDir absolute path.
 * @throws {ProblemError} when a style or a script is wrong.
 */
export function bundleAssets(
  config: SiteConfig,
  outputDir: string,
  onProblem: (problem: Problem) => void = () => undefined,
  form: Pick<BundleOptions, 'minify' | 'fingerprint'> = {},
): Promise<ClientAssets> {
  const { pathPrefix, language } = config;
  return bundleClient({
    ...{ outputDir, pathPrefix, language, stylesDir: ownStyles() },
    comments: config.comments !== undefined,
    look: config,
    ...{ ...form, onProblem },
  });
}

async function loadStages(config: SiteConfig): Promise<typeof Stages> {
  const stages = await import('./stages.ts');
  await stages.searchVariants(config);
  return stages;
}
