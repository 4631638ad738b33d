import type { ShownArticle } from '../ingest/types.ts';
import { groupBy } from '../shared/group-by.ts';

export interface ArchiveMonth {
  /** `01` to `12`. */
  readonly month: string;
  readonly articles: readonly ShownArticle[];
}

export interface ArchiveYear {
  /** `2026`. */
  readonly year: string;
  /** Newest first. */
  readonly months: readonly ArchiveMonth[];
  readonly articles: readonly ShownArticle[];
}

/** Groups dated articles by year and month and keeps their order, newest first. */
export function buildArchive(articles: readonly ShownArticle[]): readonly ArchiveYear[] {
  const dated = articles.filter(({ post }) => post.date !== undefined);
  const years = groupBy(dated, ({ post }) => post.date?.slice(0, 4) ?? '');
  return [...years].map(([year, own]) => {
    const months = groupBy(own, ({ post }) => post.date?.slice(5, 7) ?? '');
    return {
      year,
      months: [...months].map(([month, inMonth]) => ({ month, articles: inMonth })),
      articles: own,
    };
  });
}
