import type { Article } from '../ingest/types.ts';
import { indexFeatures } from './article-features.ts';
import type { Feature, FeatureIndex, FeatureKind, FeatureSources } from './article-features.ts';
import { listedNewestFirst } from './article-order.ts';

/** Why an article is related: what of one kind the two share. */
export interface RelatedReason {
  readonly kind: FeatureKind;
  /** The rarest few of what is shared, the rarest first. */
  readonly shared: readonly { readonly key: string; readonly name: string }[];
  /** How many of this kind are shared altogether. */
  readonly count: number;
}

export interface RelatedArticle {
  readonly article: Article;
  readonly score: number;
  /** The weightiest first. */
  readonly reasons: readonly RelatedReason[];
}

export interface RelatedOptions {
  /** Related articles of each. @default 5 */
  readonly limit?: number;
  /** A feature of more articles relates each of them only to its neighbours by date. @default 150 */
  readonly commonFrom?: number;
  /** Neighbours on either side among the articles of such a feature. @default 8 */
  readonly neighbours?: number;
  /** Articles that are compared with one; the rarest features choose them. @default 1500 */
  readonly candidates?: number;
  /** Reasons of each related article. @default 2 */
  readonly reasons?: number;
  /** Names in a reason. @default 3 */
  readonly names?: number;
}

export interface RelatedArticles {
  /** Best first; empty for an article that shares nothing, is unlisted or unknown. */
  readonly of: (article: Article) => readonly RelatedArticle[];
}

/** How much it means to share something of a kind, before rarity. */
export const kindWeights: Readonly<Record<FeatureKind, number>> = {
  series: 3,
  guest: 2.5,
  project: 2,
  concept: 1.4,
  speaker: 1.3,
  person: 1.2,
  product: 1.2,
  media: 1.2,
  tag: 1.1,
  organisation: 1,
  category: 0.5,
  area: 0.3,
};

/**
 * Finds related articles for every article.
 *
 * The score of two articles a and b is symmetric:
 *
 *     score(a, b) = Σ value(f) / √(total(a) · total(b))      over features f that both have
 *     value(f)    = kindWeight(f) · ln(1 + N / n(f))         N listed articles, n(f) of them with f
 *     total(x)    = Σ value(f)                               over all features of x that another article has
 *
 * so that what is rare counts most, and an article with 130 names is not related to everything.
 *
 * No pair is looked at without cause: articles meet in the inverted index. A feature of more than `commonFrom` articles brings each
 * together with its `neighbours` by date only, and at most `candidates` articles are compared with one, those of the rarest features
 * first; the work is linear in the number of articles. Ties go to the newer article, then to the path.
 * @param articles in any order; unlisted ones take no part.
 */
export function findRelated(
  articles: readonly Article[],
  sources: FeatureSources,
  options: RelatedOptions = {},
): RelatedArticles {
  const { limit = 5 } = options;
  const index = indexFeatures(listedNewestFirst(articles), sources);
  const count = index.articles.length;
  const values = index.features.map(
    ({ kind, articles: own }) => kindWeights[kind] * Math.log(1 + count / own.length),
  );
  const valueOf = (feature: number) => values[feature] ?? 0;
  const roots = index.featuresOf.map((own) =>
    Math.sqrt(own.reduce((sum, feature) => sum + valueOf(feature), 0)),
  );
  const sums = new Float64Array(count);
  const related = new Map<Article, readonly RelatedArticle[]>();
  index.articles.forEach((article, place) => {
    const rarestFirst = [...(index.featuresOf[place] ?? [])].sort(
      (a, b) => valueOf(b) - valueOf(a) || a - b,
    );
    const candidates = gatherCandidates(index, place, rarestFirst, valueOf, sums, options);
    const best = selectBest(candidates, limit, (other) => (sums[other] ?? 0) / (roots[other] ?? 1));
    const own = best.flatMap((other) => {
      const target = index.articles[other];
      if (!target) return [];
      const score = (sums[other] ?? 0) / ((roots[other] ?? 1) * (roots[place] ?? 1));
      const reasons = reasonsFor(index, place, other, valueOf, options);
      return [Object.freeze<RelatedArticle>({ article: target, score, reasons })];
    });
    related.set(article, own);
    for (const other of candidates) sums[other] = 0;
  });
  return Object.freeze<RelatedArticles>({ of: (article) => related.get(article) ?? [] });
}

/** Adds up, in `sums`, what each candidate shares with an article. */
function gatherCandidates(
  { features }: FeatureIndex,
  place: number,
  rarestFirst: readonly number[],
  valueOf: (feature: number) => number,
  sums: Float64Array,
  { commonFrom = 150, neighbours = 8, candidates: limit = 1500 }: RelatedOptions,
): readonly number[] {
  const candidates: number[] = [];
  for (const number of rarestFirst) {
    const articles = features[number]?.articles ?? [];
    const value = valueOf(number);
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

function reasonsFor(
  { features, featuresOf }: FeatureIndex,
  a: number,
  b: number,
  valueOf: (feature: number) => number,
  { reasons: limit = 2, names = 3 }: RelatedOptions,
): readonly RelatedReason[] {
  const others = new Set(featuresOf[b]);
  const shared = (featuresOf[a] ?? [])
    .filter((feature) => others.has(feature))
    .sort((one, other) => valueOf(other) - valueOf(one) || one - other);
  const kinds = new Map<FeatureKind, { value: number; features: Feature[] }>();
  const told = new Set<string>();
  for (const number of shared) {
    const feature = features[number];
    // Who is guest and person, or what is product and concept, is one reason: the weightier.
    if (!feature || told.has(feature.key)) continue;
    told.add(feature.key);
    let kind = kinds.get(feature.kind);
    if (!kind) kinds.set(feature.kind, (kind = { value: 0, features: [] }));
    kind.value += valueOf(number);
    kind.features.push(feature);
  }
  return [...kinds]
    .sort(([, one], [, other]) => other.value - one.value)
    .slice(0, limit)
    .map(([kind, { features: own }]) => ({
      kind,
      shared: own.slice(0, names).map(({ key, name }) => ({ key, name })),
      count: own.length,
    }));
}
