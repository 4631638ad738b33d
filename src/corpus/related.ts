import { terms, typesWhere } from '../content/terms.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { inOneGo } from '../shared/cooperative.ts';
import type { Steps } from '../shared/cooperative.ts';
import { indexFeatures } from './article-features.ts';
import type { FeatureIndex, FeatureSources } from './article-features.ts';
import { listedNewestFirst } from './article-order.ts';
import type { FeatureKind, RelatedReason } from '../content/relation.ts';

export interface RelatedArticle {
  readonly article: ShownArticle;
  /** Above 0, at most 1. */
  readonly score: number;
  /** The weightiest first. */
  readonly reasons: readonly RelatedReason[];
}

export interface RelatedOptions {
  /** Related articles of each. @default 5 */
  readonly limit?: number;
  /**
   * A feature of more articles brings each together only with its neighbours by date.
   * @default 150
   */
  readonly commonFrom?: number;
  /** Neighbours on either side among the articles of such a feature. @default 8 */
  readonly neighbours?: number;
  /** Articles that meet one in the index at most; the rarest features choose them. @default 1500 */
  readonly candidates?: number;
  /** Candidates whose score is computed in full. @default 40 */
  readonly finalists?: number;
  /** Related articles with the same weightiest reason, as long as there are others. @default 3 */
  readonly alike?: number;
  /** Reasons of each related article. @default 2 */
  readonly reasons?: number;
  /** Names in a reason. @default 3 */
  readonly names?: number;
}

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
 * Finds related articles for every article.
 *
 * The score of two articles a and b is symmetric:
 *
 *     score(a, b) = Σ value(f) / √(total(a) · total(b))      over what both have
 *     value(f)    = weight(f) · ln(1 + N / n(f))         N listed articles, n(f) of them with f
 *     total(x)    = Σ value(f)                               over all of x that another article has
 *
 * so that what is rare counts most, and an article with 130 names is not related to everything. One
 * name under several kinds (a guest who is a person too) counts once, as its weightiest kind.
 * Articles that share broad terms only (an area, a category) are not related. The best are shown, but no more
 * than `alike` for one and the same weightiest reason while there are others: a channel's page
 * lists the channel's posts.
 *
 * No pair is looked at without cause: articles meet in the inverted index. A feature of more than
 * `commonFrom` articles brings each together with its `neighbours` by date only, at most
 * `candidates` articles meet one, those of the rarest features first, and the `finalists` among
 * them are scored in full; the work is linear in the number of articles. Ties go to the newer
 * article, then to the path.
 * @param articles in any order; unlisted ones take no part.
 */
export function findRelated(
  articles: readonly ShownArticle[],
  sources: FeatureSources,
  options: RelatedOptions = {},
): RelatedArticles {
  return inOneGo(relatedSteps(articles, sources, options));
}

/** Articles of a step. */
const articlesPerStep = 1000;

/** The same in steps. */
export function* relatedSteps(
  articles: readonly ShownArticle[],
  sources: FeatureSources,
  options: RelatedOptions = {},
): Steps<RelatedArticles> {
  const { finalists = 40 } = options;
  const index = indexFeatures(listedNewestFirst(articles), sources);
  yield;
  const scale = new Scale(index);
  const sums = new Float64Array(index.articles.length);
  const related = new Map<ShownArticle, readonly RelatedArticle[]>();
  for (const [place, article] of index.articles.entries()) {
    if (place % articlesPerStep === articlesPerStep - 1) yield;
    const candidates = gatherCandidates(index, place, scale, sums, options);
    const near = selectBest(
      candidates,
      finalists,
      (other) => (sums[other] ?? 0) / scale.root(other),
    );
    for (const other of candidates) sums[other] = 0;
    const scores = new Map(near.map((other) => [other, scale.score(place, other)]));
    const ranked = selectBest(near, finalists, (other) => scores.get(other) ?? 0);
    const own: RelatedArticle[] = [];
    for (const { other, shared } of vary(index, ranked, (o) => scale.shared(place, o), options)) {
      const target = index.articles[other];
      if (!target) continue;
      const reasons = reasonsFor(index, shared, scale, options);
      own.push(Object.freeze({ article: target, score: scores.get(other) ?? 0, reasons }));
    }
    related.set(article, Object.freeze(own));
  }
  return Object.freeze<RelatedArticles>({ of: (article) => related.get(article) ?? [] });
}

/**
 * Values of features and scores of pairs. Holds scratch space: one name counts once, whatever its
 * kinds.
 */
class Scale {
  readonly #values: Float64Array;
  /** The same number for features of one name. */
  readonly #identities: Int32Array;
  /** Features of each article, the weightiest first. */
  readonly #ranked: readonly (readonly number[])[];
  readonly #roots: Float64Array;
  /** Marks of the round in which a feature was had and an identity was counted. */
  readonly #had: Int32Array;
  readonly #counted: Int32Array;
  #round = 0;

  constructor({ articles, features, featuresOf }: FeatureIndex) {
    this.#values = Float64Array.from(
      features,
      ({ kind, articles: own }) => weightOf(kind) * Math.log(1 + articles.length / own.length),
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

  /** Root of an article's total; 1 for one without features. */
  root(place: number): number {
    return this.#roots[place] || 1;
  }

  /** Features that both articles have, the weightiest first, each name once. */
  shared(a: number, b: number): readonly number[] {
    const round = ++this.#round;
    for (const feature of this.ranked(b)) this.#had[feature] = round;
    return this.ranked(a).filter((feature) => {
      const identity = this.#identities[feature] ?? 0;
      if (this.#had[feature] !== round || this.#counted[identity] === round) return false;
      this.#counted[identity] = round;
      return true;
    });
  }

  score(a: number, b: number): number {
    return this.#sumOfShared(a, b) / (this.root(a) * this.root(b));
  }

  /**
   * The values of what both have, without a list of it: asked of 40 candidates for each article.
   */
  #sumOfShared(a: number, b: number): number {
    const round = ++this.#round;
    for (const feature of this.ranked(b)) this.#had[feature] = round;
    let sum = 0;
    for (const feature of this.ranked(a)) {
      const identity = this.#identities[feature] ?? 0;
      if (this.#had[feature] !== round || this.#counted[identity] === round) continue;
      this.#counted[identity] = round;
      sum += this.value(feature);
    }
    return sum;
  }
}

/**
 * Adds up, in `sums`, what each candidate shares with an article by the features in which they
 * meet.
 */
function gatherCandidates(
  { features }: FeatureIndex,
  place: number,
  scale: Scale,
  sums: Float64Array,
  { commonFrom = 150, neighbours = 8, candidates: limit = 1500 }: RelatedOptions,
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
        if (candidates.length >= limit) continue;
        candidates.push(other);
      }
      sums[other] = sum + value;
    }
  }
  return candidates;
}

/** Place of a number in an ascending list that has it. */
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

/** The few best, best first; of equals the lower number, which is the newer article. */
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
  /** Features, the weightiest first. */
  readonly shared: readonly number[];
}

/** The best few, with some variety among their reasons. */
function vary(
  { features }: FeatureIndex,
  ranked: readonly number[],
  sharedWith: (other: number) => readonly number[],
  { limit = 5, alike = 3 }: RelatedOptions,
): readonly Choice[] {
  const chosen: Choice[] = [];
  const postponed: Choice[] = [];
  const leads = new Map<number, number>();
  for (const other of ranked) {
    if (chosen.length === limit) break;
    const shared = sharedWith(other);
    const isBroad = (feature: number) => broadKinds.has(features[feature]?.kind ?? 'area');
    const lead = shared.find((feature) => !isBroad(feature));
    if (lead === undefined) continue;
    const seen = leads.get(lead) ?? 0;
    leads.set(lead, seen + 1);
    (seen < alike ? chosen : postponed).push({ other, shared });
  }
  return [...chosen, ...postponed].slice(0, limit);
}

function reasonsFor(
  { features }: FeatureIndex,
  shared: readonly number[],
  scale: Scale,
  { reasons: limit = 2, names: nameLimit = 3 }: RelatedOptions,
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
    .slice(0, limit)
    .map(([kind, { names }]) => ({ kind, names: names.slice(0, nameLimit), count: names.length }));
}
