import type { SiteConfig } from '../config/site-config.ts';
import type { Corpus } from '../corpus/corpus.ts';

/**
 * At most so many files are scripts and styles, icons, feeds of the site, sitemaps, files for
 * hosts, and pages of the site's own templates.
 */
const otherFiles = 100;

/** A list of `llms/` holds 150,000 characters: 100 posts with long summaries. */
const postsOfLlmsList = 100;

/**
 * Counts the files that a site has whatever editions are published. Pages and files beside
 * posts are exact, the rest is a bound.
 * @param pages with the lists that they fetch, without redirects.
 */
export function countFiles(
  { editions }: SiteConfig,
  { articles, archive }: Corpus,
  pages: number,
  { localFiles, searchFiles = 0 }: { readonly localFiles: number; readonly searchFiles?: number },
): number {
  return (
    pages +
    localFiles +
    searchFiles +
    (editions.llms ? archive.length + Math.ceil(articles.length / postsOfLlmsList) : 0) +
    otherFiles
  );
}
