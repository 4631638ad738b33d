import { compareText } from '../content/problem.ts';
import { termTypes } from '../content/post.ts';
import type { TermType } from '../content/post.ts';
import type { Article } from '../ingest/types.ts';
import type { Term, TermIndex } from './term-index.ts';

/** A term that stands beside another more often than chance has it. */
export interface CoOccurrence {
  readonly term: Term;
  /** Articles that have both. */
  readonly count: number;
  /** How many times more often than if the two had nothing to do with each other. */
  readonly lift: number;
}

export interface CoOccurrenceOptions {
  /** Terms told of each. @default 8 */
  readonly limit?: number;
  /** Fewest articles that must have both. @default 2 */
  readonly minimumSupport?: number;
  /** Least lift. @default 1.5 */
  readonly minimumLift?: number;
  /** Articles of a term that are looked at, spread evenly over all of them. @default 500 */
  readonly articlesPerTerm?: number;
  /** Terms of an article that are looked at, the most frequent ones. @default 80 */
  readonly termsPerArticle?: number;
  /** Types that may stand "often with" a term. @default every type but area, category and project, which nearly all articles share */
  readonly partners?: readonly TermType[];
}

export interface CoOccurrences {
  /** Best first; empty for a term without a page. */
  readonly of: (term: Term) => readonly CoOccurrence[];
}

const defaultPartners: readonly TermType[] = termTypes.filter(
  (type) => type !== 'area' && type !== 'category' && type !== 'project',
);

/**
 * Tells for every term with a page which others it often stands with, across types.
 *
 * With c articles that have both t and u, the score is `c · ln(lift)`, lift = c · N / (n(t) · n(u)): a rare partner must be loyal, a
 * frequent one must come clearly more often than it comes anywhere (local mutual information). One identity under two types
 * (a company and its product, a speaker who is also mentioned) is no partner of itself.
 *
 * Linear in the number of articles: each is visited once for each of its terms, and both numbers are limited.
 */
export function findCoOccurrences(
  articles: readonly Article[],
  terms: Readonly<Record<TermType, TermIndex>>,
  options: CoOccurrenceOptions = {},
): CoOccurrences {
  const { minimumSupport = 2, articlesPerTerm = 500, partners = defaultPartners } = options;
  const candidates = partners
    .flatMap((type) => terms[type].terms)
    .filter(({ articles: own }) => own.length >= minimumSupport);
  const partnersOf = transpose(articles, candidates, options);
  const counts = new Int32Array(candidates.length);
  const found = new Map<string, readonly CoOccurrence[]>();
  for (const type of termTypes) {
    for (const term of terms[type].terms) {
      if (!term.hasPage) continue;
      const sample = spread(term.articles, articlesPerTerm);
      const touched: number[] = [];
      for (const article of sample) {
        for (const candidate of partnersOf.get(article) ?? []) {
          if (counts[candidate] === 0) touched.push(candidate);
          counts[candidate] = (counts[candidate] ?? 0) + 1;
        }
      }
      found.set(
        idOf(term),
        selectBest(term, sample.length, touched, counts, candidates, articles.length, options),
      );
      for (const candidate of touched) counts[candidate] = 0;
    }
  }
  return Object.freeze<CoOccurrences>({ of: (term) => found.get(idOf(term)) ?? [] });
}

function idOf({ type, key }: Term): string {
  return `${type} ${key}`;
}

/** Numbers of the candidates that each article has; of too many, the most frequent ones. */
function transpose(
  articles: readonly Article[],
  candidates: readonly Term[],
  { termsPerArticle = 80 }: CoOccurrenceOptions,
): ReadonlyMap<Article, readonly number[]> {
  const partnersOf = new Map<Article, number[]>(articles.map((article) => [article, []]));
  candidates.forEach((term, number) => {
    for (const article of term.articles) partnersOf.get(article)?.push(number);
  });
  const frequency = (number: number) => candidates[number]?.articles.length ?? 0;
  for (const [article, numbers] of partnersOf) {
    if (numbers.length <= termsPerArticle) continue;
    const kept = numbers.sort((a, b) => frequency(b) - frequency(a) || a - b);
    partnersOf.set(article, kept.slice(0, termsPerArticle));
  }
  return partnersOf;
}

/** At most so many items, at equal distances. */
function spread<T>(items: readonly T[], limit: number): readonly T[] {
  if (items.length <= limit) return items;
  return Array.from({ length: limit }, (_, index) =>
    items.at(Math.floor((index * items.length) / limit)),
  ).filter((item) => item !== undefined);
}

function selectBest(
  term: Term,
  sampled: number,
  touched: readonly number[],
  counts: Int32Array,
  candidates: readonly Term[],
  articleCount: number,
  { limit = 8, minimumSupport = 2, minimumLift = 1.5 }: CoOccurrenceOptions,
): readonly CoOccurrence[] {
  const scale = term.articles.length / Math.max(1, sampled);
  const scored = touched.flatMap((number) => {
    const partner = candidates[number];
    const seen = counts[number] ?? 0;
    if (!partner || partner.key === term.key || seen < minimumSupport) return [];
    const count = Math.round(seen * scale);
    const lift = (count * articleCount) / (term.articles.length * partner.articles.length);
    if (lift < minimumLift) return [];
    return [{ term: partner, count, lift, score: count * Math.log(lift) }];
  });
  const best = scored.sort(
    (a, b) =>
      b.score - a.score ||
      b.count - a.count ||
      compareText(a.term.key, b.term.key) ||
      compareText(a.term.type, b.term.type),
  );
  const told = new Set<string>();
  const kept: CoOccurrence[] = [];
  for (const { term: partner, count, lift } of best) {
    if (kept.length === limit) break;
    if (told.has(partner.key)) continue;
    told.add(partner.key);
    kept.push(Object.freeze<CoOccurrence>({ term: partner, count, lift }));
  }
  return kept;
}
