import type { ShownArticle } from '../ingest/types.ts';
import { addToGroup } from '../shared/group-by.ts';

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
  const years = new Map<
    string,
    { articles: ShownArticle[]; months: Map<string, ShownArticle[]> }
  >();
  for (const article of articles) {
    const { date } = article.post;
    if (date === undefined) continue;
    const [year = '', month = ''] = date.split('-');
    let entry = years.get(year);
    if (!entry) years.set(year, (entry = { articles: [], months: new Map() }));
    entry.articles.push(article);
    addToGroup(entry.months, month, article);
  }
  return [...years].map(([year, entry]) => ({
    year,
    articles: entry.articles,
    months: [...entry.months].map(([month, own]) => ({ month, articles: own })),
  }));
}
