import { termTypes, typesWhere, type TermType } from '../content/terms.ts';
import { compareText } from '../shared/compare-text.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { shownName, type AliasTable } from './aliases.ts';
import type { Glossary } from './glossary.ts';
import type { FeatureKind } from '../content/relation.ts';
import type { TermIndex } from './term-index.ts';

/** Something that articles can share. */
export interface Feature {
  readonly kind: FeatureKind;
  /** Unique within its kind. */
  readonly key: string;
  readonly name: string;
  /** Positions in the list of articles, ascending. */
  readonly articles: readonly number[];
}

/** The features of all articles, and the articles of all features. Both are numbered. */
export interface FeatureIndex {
  readonly articles: readonly ShownArticle[];
  readonly features: readonly Feature[];
  /** Feature numbers of each article, ascending. */
  readonly featuresOf: readonly (readonly number[])[];
}

export interface FeatureSources {
  readonly terms: Readonly<Record<TermType, TermIndex>>;
  readonly glossary: Glossary;
  readonly guests: Guests;
}

/**
 * Indexes all features that at least two articles share.
 * @param articles listed, newest first.
 */
export function indexFeatures(
  articles: readonly ShownArticle[],
  { terms, glossary, guests }: FeatureSources,
): FeatureIndex {
  const places = new Map(articles.map((article, place) => [article, place]));
  const features: Feature[] = [];
  const featuresOf: number[][] = articles.map(() => []);
  const add = (kind: FeatureKind, key: string, name: string, own: readonly ShownArticle[]) => {
    if (own.length < 2) return;
    const numbers = own.flatMap((article) => places.get(article) ?? []);
    if (numbers.length < 2) return;
    for (const place of numbers) featuresOf[place]?.push(features.length);
    features.push({ kind, key, name, articles: numbers });
  };
  for (const type of termTypes) {
    for (const { key, name, articles: own } of terms[type].terms) add(type, key, name, own);
  }
  for (const [key, { name, articles: own }] of guests) add('guest', key, name, own);
  for (const { key, term, names, aliases: others, articles: own } of glossary.entries) {
    // A glossed term that is known as, say, an organisation counts as that. Most terms are
    // explained in one article only and are no feature, so look no further.
    if (own.length > 1 && !isEntity([term, ...names, ...others], terms))
      add('concept', key, term, own);
  }
  return { articles, features, featuresOf };
}

const entityTypes = typesWhere('isEntity');

/** Whether a glossed term is known as a person, an organisation, a product or a work. */
function isEntity(names: readonly string[], terms: Readonly<Record<TermType, TermIndex>>): boolean {
  return entityTypes.some((type) => names.some((name) => terms[type].find(name) !== undefined));
}

/** Guests and their articles by the identity of the person. */
export type Guests = ReadonlyMap<
  string,
  { readonly name: string; readonly articles: readonly ShownArticle[] }
>;

/** Groups articles by guest. Guests are not terms; they have the identities of people. */
export function gatherGuests(
  articles: readonly ShownArticle[],
  terms: Readonly<Record<TermType, TermIndex>>,
  aliases: AliasTable,
): Guests {
  const guests = new Map<string, { name: string; articles: ShownArticle[] }>();
  for (const article of articles) {
    for (const written of article.post.guests) {
      const known = terms.person.find(written) ?? terms.speaker.find(written);
      const key = known?.key ?? aliases.keyOf('person', written);
      let guest = guests.get(key);
      if (!guest) {
        const name = known?.name ?? shownName(aliases, 'person', written);
        guests.set(key, (guest = { name, articles: [] }));
      }
      if (guest.articles.at(-1) !== article) guest.articles.push(article);
    }
  }
  return new Map([...guests].sort(([a], [b]) => compareText(a, b)));
}
