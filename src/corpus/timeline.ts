import { addToGroup } from '../shared/group-by.ts';
import { compareText } from '../shared/compare-text.ts';
import { typesWhere, type TermType } from '../content/terms.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { Guests } from './article-features.ts';
import { compareOldestFirst } from './article-order.ts';
import { monthOf, monthsBetween } from './months.ts';
import type { Term, TermIndex } from './term-index.ts';

/** The corpus over time. */
export interface Timeline {
  /** All months from the first to the last article, e.g. `2026-03`. */
  readonly months: readonly string[];
  /** One row per area, largest first. */
  readonly areas: readonly AreaRow[];
  /** Articles without an area, by month. */
  readonly withoutArea: readonly number[];
  /** All articles, by month. */
  readonly totals: readonly number[];
  /** Number of articles without a date. No month counts them. */
  readonly undated: number;
  /** Newest first. */
  readonly years: readonly TimelineYear[];
}

/** An area and its articles, by month. */
export interface AreaRow {
  readonly area: Term;
  /** Number of articles in each of the timeline's months. */
  readonly counts: readonly number[];
  readonly total: number;
}

/** A year: its most frequent terms and new voices. */
export interface TimelineYear {
  /** `2026`. */
  readonly year: string;
  readonly articles: number;
  /** By type, most frequent first. */
  readonly top: ReadonlyMap<TermType, readonly TopTerm[]>;
  /**
   * Speakers and guests who appear for the first time, those with most articles of the year first.
   */
  readonly newVoices: readonly NewVoice[];
}

/** A frequent term of a year. */
export interface TopTerm {
  readonly term: Term;
  /** Articles in the year. */
  readonly count: number;
  /** Articles in the year before. */
  readonly previous: number;
  /**
   * Change in the term's share of all articles of the year, in percentage points; undefined in the
   * first year.
   */
  readonly change?: number;
}

/** A speaker or guest who appears for the first time. */
export interface NewVoice {
  readonly name: string;
  readonly key: string;
  /** The term of the speaker or person, if there is one. */
  readonly term?: Term;
  readonly role: 'speaker' | 'guest';
  readonly first: ShownArticle;
  /** Articles in that year. */
  readonly count: number;
}

/** Most terms and new voices of a year. */
const topTerms = 10;
const newVoices = 10;

/**
 * Counts the corpus by month and year.
 * @param articles listed, newest first.
 */
export function buildTimeline(
  articles: readonly ShownArticle[],
  terms: Readonly<Record<TermType, TermIndex>>,
  guests: Guests,
): Timeline {
  const dated = articles.filter(({ post }) => post.date !== undefined);
  const [newest] = dated;
  const oldest = dated.at(-1);
  const last = newest && monthOf(newest);
  const first = oldest && monthOf(oldest);
  const months = first !== undefined && last !== undefined ? monthsBetween(first, last) : [];
  const places = new Map(months.map((month, place) => [month, place]));
  const countByMonth = (own: readonly ShownArticle[]): number[] => {
    const counts = months.map(() => 0);
    for (const article of own) {
      const place = places.get(monthOf(article) ?? '');
      if (place !== undefined) counts[place] = (counts[place] ?? 0) + 1;
    }
    return counts;
  };
  const areas = terms.area.terms
    .map((area) => ({ area, counts: countByMonth(area.articles), total: area.articles.length }))
    .sort((a, b) => b.total - a.total || compareText(a.area.key, b.area.key));
  const inArea = new Set(terms.area.terms.flatMap(({ articles: own }) => own));
  return Object.freeze<Timeline>({
    months,
    areas,
    withoutArea: countByMonth(articles.filter((article) => !inArea.has(article))),
    totals: countByMonth(articles),
    undated: articles.length - dated.length,
    years: buildYears(dated, terms, guests),
  });
}

function buildYears(
  dated: readonly ShownArticle[],
  terms: Readonly<Record<TermType, TermIndex>>,
  guests: Guests,
): readonly TimelineYear[] {
  const totals = countYears(dated);
  const years = [...totals.keys()].sort().reverse();
  const voices = findNewVoices(terms, guests);
  const byYear = new Map<string, Map<TermType, TopTerm[]>>(years.map((year) => [year, new Map()]));
  const listOf = (year: string, type: TermType): TopTerm[] => {
    const lists = byYear.get(year);
    const list = lists?.get(type) ?? [];
    lists?.set(type, list);
    return list;
  };
  for (const type of typesWhere('isOpen')) {
    for (const term of terms[type].terms) {
      const counts = countYears(term.articles);
      for (const [year, count] of counts) {
        const before = String(Number(year) - 1).padStart(4, '0');
        const previous = counts.get(before) ?? 0;
        const list = listOf(year, type);
        // Most terms of a large corpus occur in one article only.
        const last = list.at(-1);
        if (last && list.length === topTerms && last.count > count) continue;
        const change = shareChange(count, totals.get(year), previous, totals.get(before));
        const entry = { term, count, previous, ...(change !== undefined && { change }) };
        const place = list.findIndex((other) => compareTopTerms(entry, other) < 0);
        list.splice(place < 0 ? list.length : place, 0, entry);
        if (list.length > topTerms) list.pop();
      }
    }
  }
  return years.map((year) => ({
    year,
    articles: totals.get(year) ?? 0,
    top: byYear.get(year) ?? new Map<TermType, TopTerm[]>(),
    newVoices: (voices.get(year) ?? []).slice(0, newVoices),
  }));
}

function countYears(articles: readonly ShownArticle[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { post } of articles) {
    const year = post.date?.slice(0, 4);
    if (year !== undefined) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return counts;
}

function shareChange(count: number, total = 0, previous: number, totalBefore = 0) {
  if (total === 0 || totalBefore === 0) return undefined;
  return 100 * (count / total - previous / totalBefore);
}

function compareTopTerms(a: TopTerm, b: TopTerm): number {
  return b.count - a.count || a.previous - b.previous || compareText(a.term.key, b.term.key);
}

function findNewVoices(
  terms: Readonly<Record<TermType, TermIndex>>,
  guests: Guests,
): ReadonlyMap<string, readonly NewVoice[]> {
  const voices = new Map<
    string,
    Omit<NewVoice, 'first' | 'count'> & { articles: readonly ShownArticle[] }
  >();
  for (const term of terms.speaker.terms) {
    const { key, name, articles } = term;
    voices.set(key, { key, name, term, role: 'speaker', articles });
  }
  for (const [key, { name, articles }] of guests) {
    const known = voices.get(key);
    const term = terms.person.find(key);
    if (known) known.articles = [...known.articles, ...articles];
    else voices.set(key, { key, name, ...(term && { term }), role: 'guest', articles });
  }
  const byYear = new Map<string, NewVoice[]>();
  for (const { articles, ...voice } of voices.values()) {
    const own = new Set(articles);
    const first = [...own].sort(compareOldestFirst).find(({ post }) => post.date !== undefined);
    const year = first?.post.date?.slice(0, 4);
    if (!first || year === undefined) continue;
    const count = [...own].filter(({ post }) => post.date?.startsWith(year)).length;
    addToGroup(byYear, year, { ...voice, first, count });
  }
  for (const list of byYear.values()) {
    list.sort((a, b) => b.count - a.count || compareText(a.key, b.key));
  }
  return byYear;
}
