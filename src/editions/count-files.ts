import type { SiteConfig } from '../config/site-config.ts';
import { termTypes } from '../content/post.ts';
import type { Corpus } from '../corpus/corpus.ts';

/**
 * Files that are not counted one by one: indexes, the search index (some 500 at 10,000 posts), assets, sitemaps, pages of single
 * subjects. The demo site has 60 of them, 9,760 posts about 900.
 */
export const uncountedFiles = 1500;

/** Counts the files that a site has anyway, before its pages are made; never too few by more than `uncountedFiles`. */
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
    pictures
  );
}
