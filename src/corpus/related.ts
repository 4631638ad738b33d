import { terms, typesWhere } from '../content/terms.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { Steps } from '../shared/cooperative.ts';
import { indexFeatures, type FeatureIndex, type FeatureSources } from './article-features.ts';
import type { FeatureKind, RelatedReason } from '../content/relation.ts';
import { steadyCount } from './steady-count.ts';

export interface RelatedArticle {
  readonly article: ShownArticle;
  /** Greater than 0, at most 1. */
  readonly score: number;
  /** Most important first. */
  readonly reasons: readonly RelatedReason[];
}

/** Articles per step. */
const articlesPerStep = 1000;
/** Related articles per article. */
const relatedCount = 5;
/** A feature of more articles only relates each to its neighbours by date. */
const commonFrom = 150;
/** Neighbours on either side for such a feature. */
const neighbours = 8;
/** Most candidates per article; those that share the rarest features. */
const candidateCount = 1500;
/** Candidates for which the exact score is computed. */
const finalists = 40;
/**
 * See `steadyCount`. A rare feature is worth little more than one that is twice as frequent, so
 * powers of two are enough.
 */
const countSteps = 1;
/** Most related articles with the same main reason, while there are others. */
const alike = 3;
/** Reasons per related article, and names per reason. */
const reasonCount = 2;
const nameCount = 3;

export interface RelatedArticles {
  /** Best first; empty for an article that shares nothing, is unlisted or unknown. */
  readonly of: (article: ShownArticle) => readonly RelatedArticle[];
}

/** How much it means to share something of a kind, before rarity. */
function weightOf(kind: FeatureKind): number {
  if (kind === 'guest') return 2.5;
  return kind === 'concept' ? 1.4 : terms[kind].relatedWeight;
}

/**
 * What half the corpus shares is no reason of its own: it only orders what is related otherwise.
 */
const broadKinds: ReadonlySet<FeatureKind> = new Set(typesWhere('isBroad'));

/**
 * Finds the related articles of every article.
 *
 * The score of two articles a and b is symmetric:
 *
 *     score(a, b) = Σ value(f) / √(total(a) · total(b))      over features f of both
 *     value(f)    = kindWeight(f) · ln(1 + N / n(f))         N listed articles, n(f) of them with f
 *     total(x)    = Σ value(f)                               over features of x and another article
 *
 * N and n(f) are steady counts.
 *
 * Rare features count most, and an article with 130 names is not related to everything. A name of
 * several kinds (a guest who is also a person) counts once, as the kind of most value. Articles
 * that only share an area or a category are not related. The best are shown, but at most `alike`
 * with the same main reason while there are others: a channel's page already lists the channel's
 * posts.
 *
 * Pairs are found through the features of an article, not by comparing all articles. A feature of
 * more than `commonFrom` articles only relates each to its `neighbours` by date. Of the articles
 * found, the `candidates` that share the rarest features are kept, and the best `finalists` of
 * these are scored exactly. So the work is linear in the number of articles. Ties go to the newer
 * article, then to the path.
 * @param articles listed, newest first.
 */
export function* relatedSteps(
  articles: readonly ShownArticle[],
  sources: FeatureSources,
): Steps<RelatedArticles> {
  const index = indexFeatures(articles, sources);
  yield;
  const scale = new Scale(index);
  const sums = new Float64Array(index.articles.length);
  const related = new Map<ShownArticle, readonly RelatedArticle[]>();
  for (const [place, article] of index.articles.entries()) {
    if (place % articlesPerStep === articlesPerStep - 1) yield;
    const candidates = gatherCandidates(index, place, scale, sums);
    const near = selectBest(
      candidates,
      finalists,
      (other) => (sums[other] ?? 0) / scale.root(other),
    );
    for (const other of candidates) sums[other] = 0;
    const scores = new Map(near.map((other) => [other, scale.score(place, other)]));
    const ranked = selectBest(near, finalists, (other) => scores.get(other) ?? 0);
    const own: RelatedArticle[] = [];
    for (const { other, shared } of diversify(index, ranked, (one) => scale.shared(place, one))) {
      const target = index.articles[other];
      if (!target) continue;
      const reasons = reasonsFor(index, shared, scale);
      own.push(Object.freeze({ article: target, score: scores.get(other) ?? 0, reasons }));
    }
    related.set(article, Object.freeze(own));
  }
  return Object.freeze<RelatedArticles>({ of: (article) => related.get(article) ?? [] });
}

/**
 * Values of features and scores of pairs. One name counts once, whatever its kinds. Holds buffers.
 */
class Scale {
  readonly #values: Float64Array;
  /** Features of one name have the same number. */
  readonly #identities: Int32Array;
  /** Features of each article, most valuable first. */
  readonly #ranked: readonly (readonly number[])[];
  readonly #roots: Float64Array;
  /** The round in which each feature or identity was last seen. */
  readonly #had: Int32Array;
  readonly #counted: Int32Array;
  #round = 0;

  constructor({ articles, features, featuresOf }: FeatureIndex) {
    const all = steadyCount(articles.length, countSteps);
    this.#values = Float64Array.from(
      features,
      ({ kind, articles: own }) =>
        weightOf(kind) * Math.log(1 + all / steadyCount(own.length, countSteps)),
    );
    const numbers = new Map<string, number>();
    this.#identities = Int32Array.from(features, ({ key }) => {
      const known = numbers.get(key) ?? numbers.size;
      numbers.set(key, known);
      return known;
    });
    this.#had = new Int32Array(features.length);
    this.#counted = new Int32Array(numbers.size);
    this.#ranked = featuresOf.map((own) =>
      [...own].sort((a, b) => this.value(b) - this.value(a) || a - b),
    );
    this.#roots = Float64Array.from(this.#ranked, (_, place) =>
      Math.sqrt(this.#sumOfShared(place, place)),
    );
  }

  value(feature: number): number {
    return this.#values[feature] ?? 0;
  }

  ranked(place: number): readonly number[] {
    return this.#ranked[place] ?? [];
  }

  /** Square root of an article's total; 1 if it has no features. */
  root(place: number): number {
    return this.#roots[place] || 1;
  }

  /** Visits the features of both articles, most valuable first, each name once. */
  #eachShared(a: number, b: number, visit: (feature: number) => void): void {
    const round = ++this.#round;
    for (const feature of this.ranked(b)) this.#had[feature] = round;
    for (const feature of this.ranked(a)) {
      const identity = this.#identities[feature] ?? 0;
      if (this.#had[feature] !== round || this.#counted[identity] === round) continue;
      this.#counted[identity] = round;
      visit(feature);
    }
  }

  shared(a: number, b: number): readonly number[] {
    const features: number[] = [];
    this.#eachShared(a, b, (feature) => features.push(feature));
    return features;
  }

  score(a: number, b: number): number {
    return this.#sumOfShared(a, b) / (this.root(a) * this.root(b));
  }

  /** Makes no list, since each article has 40 candidates. */
  #sumOfShared(a: number, b: number): number {
    let sum = 0;
    this.#eachShared(a, b, (feature) => (sum += this.value(feature)));
    return sum;
  }
}

/** Adds to `sums` what each candidate shares with an article through common features. */
function gatherCandidates(
  { features }: FeatureIndex,
  place: number,
  scale: Scale,
  sums: Float64Array,
): readonly number[] {
  const candidates: number[] = [];
  for (const number of scale.ranked(place)) {
    const articles = features[number]?.articles ?? [];
    const value = scale.value(number);
    let from = 0;
    let to = articles.length;
    if (articles.length > commonFrom) {
      const own = placeIn(articles, place);
      from = Math.max(0, own - neighbours);
      to = Math.min(to, own + neighbours + 1);
    }
    for (let at = from; at < to; at++) {
      const other = articles[at] ?? place;
      if (other === place) continue;
      const sum = sums[other] ?? 0;
      if (sum === 0) {
        if (candidates.length >= candidateCount) continue;
        candidates.push(other);
      }
      sums[other] = sum + value;
    }
  }
  return candidates;
}

/** Position of a number in an ascending list that contains it. */
function placeIn(numbers: readonly number[], wanted: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The best few, best first; of equals the lower number, which is the newer article. */
function selectBest(
  candidates: readonly number[],
  limit: number,
  scoreOf: (candidate: number) => number,
): readonly number[] {
  const best: { readonly candidate: number; readonly score: number }[] = [];
  for (const candidate of candidates) {
    const score = scoreOf(candidate);
    let at = best.length;
    for (; at > 0; at--) {
      const other = best[at - 1];
      if (!other || other.score > score) break;
      if (other.score === score && other.candidate < candidate) break;
    }
    if (at >= limit) continue;
    best.splice(at, 0, { candidate, score });
    if (best.length > limit) best.pop();
  }
  return best.map(({ candidate }) => candidate);
}

interface Choice {
  readonly other: number;
  /** Most valuable first. */
  readonly shared: readonly number[];
}

/** The best few, with limited repetition of their main reasons. */
function diversify(
  { features }: FeatureIndex,
  ranked: readonly number[],
  sharedWith: (other: number) => readonly number[],
): readonly Choice[] {
  const chosen: Choice[] = [];
  const postponed: Choice[] = [];
  const leads = new Map<number, number>();
  for (const other of ranked) {
    if (chosen.length === relatedCount) break;
    const shared = sharedWith(other);
    const isBroad = (feature: number) => broadKinds.has(features[feature]?.kind ?? 'area');
    const lead = shared.find((feature) => !isBroad(feature));
    if (lead === undefined) continue;
    const seen = leads.get(lead) ?? 0;
    leads.set(lead, seen + 1);
    (seen < alike ? chosen : postponed).push({ other, shared });
  }
  return [...chosen, ...postponed].slice(0, relatedCount);
}

function reasonsFor(
  { features }: FeatureIndex,
  shared: readonly number[],
  scale: Scale,
): readonly RelatedReason[] {
  const kinds = new Map<FeatureKind, { value: number; names: string[] }>();
  for (const number of shared) {
    const feature = features[number];
    if (!feature || broadKinds.has(feature.kind)) continue;
    let kind = kinds.get(feature.kind);
    if (!kind) kinds.set(feature.kind, (kind = { value: 0, names: [] }));
    kind.value += scale.value(number);
    kind.names.push(feature.name);
  }
  return [...kinds]
    .sort(([, one], [, other]) => other.value - one.value)
    .slice(0, reasonCount)
    .map(([kind, { names }]) => ({ kind, names: names.slice(0, nameCount), count: names.length }));
}
