import type { SiteConfig } from '../config/site-config.ts';
import type { PageFolders } from '../output/page-files.ts';
import type { ProgressListener } from '../report/types.ts';
import { buildCache } from '../store/cache-folders.ts';
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

/** Where the pages of a build are read from and written to. */
export function pageFolders({
  folders: { outputDir, cacheDir },
  read,
}: Pick<BuildContext, 'folders' | 'read'>): Required<PageFolders> {
  const cache = buildCache(cacheDir);
  const bodySegments = [...new Set(read.articles.map(({ body }) => body.segment))];
  return { outputDir, bodiesDir: cache.posts, bodySegments, pagesDir: cache.pages };
}
