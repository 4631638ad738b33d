import type { SiteOptions } from './read-posts.ts';

export interface BuildOptions extends SiteOptions {
  /** Absolute path of the output folder. */
  readonly outputDir: string;
  /** Absolute path of the folder that is kept from build to build; without it, nothing is kept. */
  readonly cacheDir?: string;
  /** Publish the sound posts although others have errors. */
  readonly keepGoing: boolean;
}
