import { bodiesByFile, writeArticleFiles, writeTextFiles } from '../output/article-files.ts';
import type { Publication } from '../output/article-files.ts';
import { copyFiles } from '../output/copy-files.ts';
import { writeSiteSearch } from '../output/write-site-search.ts';
import type { Article } from '../ingest/types.ts';
import type { Stopwatch } from '../report/stopwatch.ts';
import { settleThenAll } from '../shared/settle-then-all.ts';
import { buildCache } from '../store/cache-folders.ts';
import { SegmentReader } from '../store/segment-reader.ts';
import { defaultLimits, tidyCache } from '../store/tidy-cache.ts';
import { pageFolders, type BuildContext } from './build-context.ts';
import type { SiteToWrite } from './site-to-write.ts';
import { writePages, type PlannedPage } from './write-pages.ts';

/** What a build learns while it writes a site. */
export interface WrittenSite {
  readonly pages: readonly PlannedPage[];
  /** Articles whose files have changed since they were read. */
  readonly changed: readonly Article[];
}

/** A changed post changes all runs of the search index: runs of older builds are of no use. */
const runLimits = { ...defaultLimits, freeBytes: 0, maximumFactor: 2 };

/**
 * Writes the whole site into the staging folder: pages, search index, feeds,
 * editions, files for hosts.
 * @throws {Error} when something cannot be rendered or written.
 */
export async function writeSite(
  context: BuildContext,
  { key, facts, plan, gather, listed, inversion, early }: SiteToWrite,
  watch: Stopwatch,
): Promise<WrittenSite> {
  const { config, options, read, progress } = context;
  const folders = pageFolders(context);
  const { outputDir, bodySegments } = folders;
  const cache = buildCache(context.folders.cacheDir);
  const bodies = new SegmentReader(cache.posts);
  try {
    bodies.hold(bodySegments);
    const publication: Publication = {
      ...{ config, postsDir: options.postsDir, articles: listed, editions: facts.editions },
      addressesOf: ({ post }) => facts.addresses.get(post.file) ?? [],
    };
    const [pages] = await settleThenAll([
      writePages(plan, bodiesByFile(publication, read.articles), gather, folders, {
        early,
        onProgress: (done) => progress('write', done, plan.paths.size),
      }),
      inversion && facts.searchFacts
        ? writeSiteSearch(config, listed, facts.searchFacts, inversion, key)
        : undefined,
    ]);
    watch.lap(inversion ? 'pages and search' : 'pages');
    await writeTextFiles(outputDir, facts.files);
    await copyFiles(outputDir, facts.copies);
    const changed = await writeArticleFiles(outputDir, publication, bodies);
    watch.lap('feeds and sitemap');
    await tidyCache(cache.posts, read.postKeys);
    if (inversion && options.cacheDir !== undefined) {
      const used = await inversion.usedKeys();
      await tidyCache(cache.searchParts, used.parts);
      await tidyCache(cache.searchRuns, used.runs, runLimits);
    }
    return { pages, changed };
  } finally {
    bodies.close();
  }
}
