import type { Article } from '../ingest/types.ts';

/** Articles of one month. */
export interface MonthCount {
  /** `2026-03`. */
  readonly month: string;
  readonly count: number;
}

/** The month of an article, `2026-03`; undefined when it has no date. */
export function monthOf({ post }: Article): string | undefined {
  return post.date?.slice(0, 7);
}

/** Every month from one to the other, both included. */
export function monthsBetween(first: string, last: string): readonly string[] {
  const months: string[] = [];
  let [year = 0, month = 0] = first.split('-').map(Number);
  for (let name = first; name <= last; name = nameOf(year, month)) {
    months.push(name);
    if (month === 12) [year, month] = [year + 1, 1];
    else month++;
  }
  return months;
}

function nameOf(year: number, month: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

/** Counts articles by month, from the first to the last month that has any, zeros between them included. Undated ones do not count. */
export function countMonths(articles: readonly Article[]): readonly MonthCount[] {
  const counts = new Map<string, number>();
  for (const article of articles) {
    const month = monthOf(article);
    if (month !== undefined) counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  const known = [...counts.keys()].sort();
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return [];
  return monthsBetween(first, last).map((month) => ({ month, count: counts.get(month) ?? 0 }));
}
