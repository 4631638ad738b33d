import type { ShownArticle } from '../ingest/types.ts';

/** An article's month, e.g. `2026-03`; undefined if undated. */
export function monthOf({ post }: ShownArticle): string | undefined {
  return post.date?.slice(0, 7);
}

/** All months from one to another, inclusive. */
export function monthsBetween(first: string, last: string): readonly string[] {
  const from = placeOf(first);
  return Array.from({ length: Math.max(0, placeOf(last) - from + 1) }, (_, index) =>
    monthAt(from + index),
  );
}

/** Consecutive months and their articles. */
export interface Span {
  /** `2026-01`. */
  readonly first: string;
  readonly last: string;
  readonly count: number;
}

/** Counts over spans of equal length. */
export interface SpanCounts {
  /** Months per span: 1, 3, 6, 12 or a multiple of 12. */
  readonly months: number;
  /** First and last month with articles; absent if nothing is dated. */
  readonly ends?: readonly [first: string, last: string];
  /** From the first to the last with articles; those between may have none. */
  readonly spans: readonly Span[];
}

const stepsInMonths = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400];

/**
 * Counts articles over time, without undated ones.
 * @param most most spans: if single months are more, spans become quarters, half years, years …
 */
export function countSpans(articles: readonly ShownArticle[], most: number): SpanCounts {
  const counts = new Map<number, number>();
  for (const article of articles) {
    const month = monthOf(article);
    if (month === undefined) continue;
    const place = placeOf(month);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const places = [...counts.keys()].sort((a, b) => a - b);
  const first = places[0];
  const last = places.at(-1);
  if (first === undefined || last === undefined) return { months: 1, spans: [] };
  const spansOf = (step: number) => Math.floor(last / step) - Math.floor(first / step) + 1;
  // Years have at most four digits, so spans of 2,400 months are at most 50.
  const months = stepsInMonths.find((step) => spansOf(step) <= most) ?? 2400;
  const start = Math.floor(first / months);
  const sums = new Array<number>(spansOf(months)).fill(0);
  for (const [place, count] of counts) {
    const at = Math.floor(place / months) - start;
    sums[at] = (sums[at] ?? 0) + count;
  }
  return {
    months,
    ends: [monthAt(first), monthAt(last)],
    spans: sums.map((count, index) => ({
      first: monthAt((start + index) * months),
      last: monthAt((start + index + 1) * months - 1),
      count,
    })),
  };
}

/** Months since the year 0. */
function placeOf(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return year * 12 + number - 1;
}

function monthAt(place: number): string {
  const year = String(Math.floor(place / 12)).padStart(4, '0');
  return `${year}-${String((place % 12) + 1).padStart(2, '0')}`;
}
