import { compareText } from '../shared/compare-text.ts';
import { typesWhere, type TermType } from '../content/terms.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { steadyCount } from './steady-count.ts';
import type { Term, TermIndex } from './term-index.ts';

/** A term that appears together with another more often than by chance. */
export interface CoOccurrence {
  /** A term with a page. */
  readonly term: Term;
  /** Number of articles with both. */
  readonly count: number;
  /** About how many times more often than if the two were independent. */
  readonly lift: number;
}

export interface CoOccurrenceOptions {
  /** Most terms listed for each. @default 8 */
  readonly limit?: number;
  /** Fewest articles with both. @default 2 */
  readonly minimumSupport?: number;
  /** Lowest lift. @default 1.5 */
  readonly minimumLift?: number;
  /**
   * Most terms of an article that are considered, the most frequent first. Thousands of tags on a
   * post are a mistake.
   * @default 300
   */
  readonly termsPerArticle?: number;
  /**
   * Types of terms that are listed.
   * @default all but area, category and project, which nearly all articles share
   */
  readonly partners?: readonly TermType[];
}

export interface CoOccurrences {
  /**
   * Terms that often appear with a term, best first; empty for a term without a page. Computed
   * on demand.
   * @param articles in which the term appears, each once. @default the term's own articles
   */
  readonly of: (term: Term, articles?: readonly ShownArticle[]) => readonly CoOccurrence[];
}

/** See `steadyCount`. Lifts are close to 1, so they need some precision. */
const countSteps = 4;

const defaultPartners = typesWhere('isCompanion');

/**
 * Prepares to find the terms that often appear together with another.
 *
 * For c articles with both t and u, the score is `c · ln(lift)`, lift = c · N / (n(t) · n(u)),
 * which is local mutual information: a rare partner must appear nearly always, a frequent one
 * clearly more often than elsewhere. N and n are steady counts. Terms with the same identity (a
 * company and its product, a speaker who is also mentioned) are not partners.
 *
 * For all terms together this visits an article once for each of its terms, so it is linear in the
 * number of articles.
 */
export function findCoOccurrences(
  articles: readonly ShownArticle[],
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
      const best = new BestPartners(term, own.length, articles.length, options);
      for (const number of touched) {
        const partner = candidates[number];
        if (partner) best.offer(partner, counts[number] ?? 0);
        counts[number] = 0;
      }
      return best.told();
    },
  });
}

/** The candidates' numbers by article; the most frequent ones if an article has too many. */
function transpose(
  articles: readonly ShownArticle[],
  candidates: readonly Term[],
  termsPerArticle: number,
): ReadonlyMap<ShownArticle, readonly number[]> {
  const numbersOf = new Map<ShownArticle, number[]>(articles.map((article) => [article, []]));
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

interface ScoredPartner extends CoOccurrence {
  readonly score: number;
}

/** Keeps the best few of thousands, each name once: faster than sorting all of them. */
class BestPartners {
  readonly #term: Term;
  /** N / n(t). */
  readonly #chance: number;
  readonly #limit: number;
  readonly #minimumSupport: number;
  readonly #minimumLift: number;
  /** Best first. */
  readonly #best: ScoredPartner[] = [];

  constructor(
    term: Term,
    ownCount: number,
    articleCount: number,
    { limit = 8, minimumSupport = 2, minimumLift = 1.5 }: CoOccurrenceOptions,
  ) {
    this.#term = term;
    this.#chance = steadyCount(articleCount, countSteps) / steadyCount(ownCount, countSteps);
    this.#limit = limit;
    this.#minimumSupport = minimumSupport;
    this.#minimumLift = minimumLift;
  }

  offer(partner: Term, count: number): void {
    if (partner.key === this.#term.key || count < this.#minimumSupport) return;
    const lift = (count * this.#chance) / steadyCount(partner.articles.length, countSteps);
    if (lift < this.#minimumLift) return;
    const one = { term: partner, count, lift, score: count * Math.log(lift) };
    const best = this.#best;
    const last = best.at(-1);
    if (last && best.length === this.#limit && compareScores(last, one) <= 0) return;
    const same = best.findIndex(({ term }) => term.key === partner.key);
    if (same >= 0) {
      if (compareScores(best[same] as ScoredPartner, one) <= 0) return;
      best.splice(same, 1);
    }
    let at = best.length;
    while (at > 0 && compareScores(one, best[at - 1] as ScoredPartner) < 0) at--;
    best.splice(at, 0, one);
    if (best.length > this.#limit) best.pop();
  }

  told(): readonly CoOccurrence[] {
    return this.#best.map(({ term, count, lift }) => ({ term, count, lift }));
  }
}

/** Negative if the first is better. */
function compareScores(a: ScoredPartner, b: ScoredPartner): number {
  return (
    b.score - a.score ||
    b.count - a.count ||
    compareText(a.term.key, b.term.key) ||
    compareText(a.term.type, b.term.type)
  );
}
