import type { Article } from '../ingest/types.ts';
import { bodiesByFile } from '../output/article-files.ts';
import type { Page } from '../output/page-files.ts';
import { createPageWriter } from '../output/page-writer.ts';
import { pageFolders, type BuildContext } from './build-context.ts';
import { findLastSite, type LastSite } from './kept-site-cache.ts';
import type { EarlyPages } from './write-pages.ts';

/**
 * Starts to write the pages that the last build has kept, with the articles as they are now. It
 * need not be the same site: pages that turn out to be others are written again or removed.
 * Creating files takes as long as gathering, and another thread does it.
 * @returns undefined if no site is kept, or another program has made it.
 */
export async function startEarlyPages(
  context: BuildContext,
  last: LastSite,
): Promise<EarlyPages | undefined> {
  const { config, options, read, cleanups } = context;
  if (options.cacheDir === undefined) return undefined;
  const site = findLastSite(options.cacheDir, last);
  if (!site) return undefined;
  const addressesOf = ({ post }: Article) => site.addresses.get(post.file) ?? [];
  const bodyOf = bodiesByFile({ config, addressesOf }, read.articles);
  const writer = await createPageWriter(pageFolders(context), site.pages.length);
  cleanups.push(() => writer.close());
  const written = new Map<string, Page>();
  for (const { path, key, file, text } of site.pages) {
    if (text !== undefined) continue;
    const body = file === undefined ? undefined : bodyOf(file);
    // The post is gone.
    if (file !== undefined && !body) continue;
    const page = { path, key, ...(body && { body }) };
    await writer.write(page);
    written.set(path, page);
  }
  return { writer, written };
}
