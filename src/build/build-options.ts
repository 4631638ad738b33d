import type { SiteOptions } from './read-posts.ts';

/** What one build reads, where it writes, and whether it tolerates errors. */
export interface BuildOptions extends SiteOptions {
  /** Absolute path of the output folder. */
  readonly outputDir: string;
  /** Absolute path of the build cache; without it, nothing is kept for the next build. */
  readonly cacheDir?: string;
  /** Publish the sound posts even if others have errors. */
  readonly keepGoing: boolean;
  /**
   * Let published addresses change hands and vanish in this build: what is lost is forgotten.
   * @default false
   */
  readonly acceptAddresses?: boolean;
}
