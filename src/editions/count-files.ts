import type { SiteConfig } from '../config/site-config.ts';
import { termTypes } from '../content/terms.ts';
import type { Corpus } from '../corpus/corpus.ts';

/**
 * Files that are not counted one by one: indexes of terms, assets, sitemaps, pages of single
 * subjects, further pages of people.
 */
export const uncountedFiles = 700;

/**
 * The search index has 79 files at 375 posts and 1,753 at 9,756, and never more than 2,048
 * (docs/search.md).
 */
function searchFiles(posts: number): number {
  return Math.min(2048, 20 + Math.ceil(posts / 5));
}

/** Pages of the glossary, divided by letters and bytes: 28 with 3,207 entries, 589 with 50,347. */
function glossaryPages(entries: number): number {
  return entries === 0 ? 0 : 30 + Math.ceil(entries / 80);
}

/**
 * Counts the files that a site has anyway, before its pages are made; never too few by more than
 * `uncountedFiles`.
 */
export function countFiles(config: SiteConfig, corpus: Corpus, pictures: number): number {
  const { home, listings } = config.pagination;
  const pages = (posts: number, size = listings) => Math.ceil(posts / size);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const terms = termTypes.flatMap((type) =>
    corpus.terms[type].terms.filter(({ hasPage }) => hasPage),
  );
  const insights = corpus.articles.filter(({ post }) => post.insight !== undefined).length;
  return (
    corpus.articles.length +
    corpus.unlisted.length +
    sum(terms.map(({ articles }) => pages(articles.length))) +
    pages(corpus.articles.length, home) +
    pages(insights) +
    sum(
      corpus.archive.flatMap(({ articles, months }) => [
        pages(articles.length),
        ...months.map((month) => pages(month.articles.length)),
      ]),
    ) +
    glossaryPages(corpus.glossary.entries.length) +
    (config.search.enabled ? searchFiles(corpus.articles.length) : 0) +
    pictures
  );
}
