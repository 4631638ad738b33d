import { compareText } from '../content/problem.ts';
import { termTypes } from '../content/post.ts';
import type { TermType } from '../content/post.ts';
import type { Article } from '../ingest/types.ts';
import type { Term, TermIndex } from './term-index.ts';

/** A term that stands beside another more often than chance has it. */
export interface CoOccurrence {
  /** A term with a page. */
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
  /** Terms of an article that are looked at, the most frequent ones: a post with thousands of tags is a mistake. @default 300 */
  readonly termsPerArticle?: number;
  /** Types that may stand "often with" a term. @default every type but area, category and project, which nearly all articles share */
  readonly partners?: readonly TermType[];
}

export interface CoOccurrences {
  /**
   * Best first; empty for a term without a page. Counted when asked.
   * @param articles where the term appears, each once. @default the term's own articles
   */
  readonly of: (term: Term, articles?: readonly Article[]) => readonly CoOccurrence[];
}

const defaultPartners: readonly TermType[] = termTypes.filter(
  (type) => type !== 'area' && type !== 'category' && type !== 'project',
);

/**
 * Tells of a term which others it often stands with, across types.
 *
 * With c articles that have both t and u, the score is `c · ln(lift)`, lift = c · N / (n(t) · n(u)): a rare partner must be loyal, a
 * frequent one must come clearly more often than it comes anywhere (local mutual information). One identity under two types
 * (a company and its product, a speaker who is also mentioned) is no partner of itself.
 *
 * Asked of all terms, it visits each article once for each of its terms and looks at that article's terms only: linear in the number of articles.
 */
export function findCoOccurrences(
  articles: readonly Article[],
  terms: Readonly<Record<TermType, TermIndex>>,
  options: CoOccurrenceOptions = {},
): CoOccurrences {
  const { minimumSupport = 2, termsPerArticle = 300, partners = defaultPartners } = options;
  const candidates = partners
    .flatMap((type) => terms[type].terms)
    .filter(({ articles: own, hasPage }) => hasPage && own.length >= minimumSupport);
  const numbersOf = transpose(articles, candidates, termsPerArticle);
  const counts = new Int32Array(candidates.length);
  return Object.freeze<CoOccurrences>({
    of: (term, own = term.articles) => {
      if (!term.hasPage) return [];
      const touched: number[] = [];
      for (const article of own) {
        for (const number of numbersOf.get(article) ?? []) {
          if (counts[number] === 0) touched.push(number);
          counts[number] = (counts[number] ?? 0) + 1;
        }
      }
      const shared = touched.flatMap((number) => {
        const partner = candidates[number];
        return partner ? [{ term: partner, count: counts[number] ?? 0 }] : [];
      });
      for (const number of touched) counts[number] = 0;
      return selectBest(term, shared, own.length, articles.length, options);
    },
  });
}

/** Numbers of the candidates that each article has; of too many, the most frequent ones. */
function transpose(
  articles: readonly Article[],
  candidates: readonly Term[],
  termsPerArticle: number,
): ReadonlyMap<Article, readonly number[]> {
  const numbersOf = new Map<Article, number[]>(articles.map((article) => [article, []]));
  candidates.forEach((term, number) => {
    for (const article of term.articles) numbersOf.get(article)?.push(number);
  });
  const frequency = (number: number) => candidates[number]?.articles.length ?? 0;
  for (const numbers of numbersOf.values()) {
    if (numbers.length <= termsPerArticle) continue;
    numbers.sort((a, b) => frequency(b) - frequency(a) || a - b).length = termsPerArticle;
  }
  return numbersOf;
}

function selectBest(
  term: Term,
  shared: readonly { readonly term: Term; readonly count: number }[],
  ownCount: number,
  articleCount: number,
  { limit = 8, minimumSupport = 2, minimumLift = 1.5 }: CoOccurrenceOptions,
): readonly CoOccurrence[] {
  const scored = shared.flatMap(({ term: partner, count }) => {
    if (partner.key === term.key || count < minimumSupport) return [];
    const lift = (count * articleCount) / (ownCount * partner.articles.length);
    return lift < minimumLift
      ? []
      : [{ term: partner, count, lift, score: count * Math.log(lift) }];
  });
  const best = scored.sort(
    (a, b) =>
      b.score - a.score ||
      b.count - a.count ||
      compareText(a.term.key, b.term.key) ||
      compareText(a.term.type, b.term.type),
  );
  const told = new Map<string, CoOccurrence>();
  for (const { term: partner, count, lift } of best) {
    if (told.size === limit) break;
    if (!told.has(partner.key)) told.set(partner.key, { term: partner, count, lift });
  }
  return [...told.values()];
}
