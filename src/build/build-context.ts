import type { SiteConfig } from '../config/site-config.ts';
import type { ProgressListener } from '../report/types.ts';
import type { ClientAssets } from '../views/client-assets.ts';
import type { BuildOptions } from './build-options.ts';
import type { SiteArticles, SiteFolders } from './read-posts.ts';

/** What the later stages of a build share. */
export interface BuildContext {
  readonly config: SiteConfig;
  readonly options: BuildOptions;
  readonly folders: SiteFolders;
  readonly assets: ClientAssets;
  readonly read: SiteArticles;
  /** Each ends work that may still write into the staging folder. */
  readonly cleanups: (() => Promise<unknown>)[];
  readonly progress: ProgressListener;
}
