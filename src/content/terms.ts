/**
 * What is known of a type of term. Everything that a site does with terms follows from here; what
 * they are called stands in `src/i18n/term-labels.ts`.
 */
interface TermFacts<Type extends string = string, Field extends string = string> {
  /** The front-matter field that lists names of this type. */
  readonly field: Field;
  /** First part of the addresses of its pages. */
  readonly path: string;
  /** Other words for the type before the colon of a search filter, in any language. */
  readonly filterWords?: readonly string[];
  /** What a term is to https://schema.org, as its page says in JSON-LD. */
  readonly schema: Readonly<Record<string, string>> & { readonly '@type': string };
  /** How much it means for related posts to share such a term, before its rarity. */
  readonly relatedWeight: number;
  /**
   * Half the corpus may share such a term: this orders related posts, and is no reason for them.
   */
  readonly isBroad?: true;
  /**
   * Something in the world that posts mention: a term that is explained in posts and is known as
   * one counts as this, not as a concept.
   */
  readonly isEntity?: true;
  /**
   * There may be thousands: `terms.maximumPages` limits their pages, and the atlas ranks them by
   * year. The others are an author's own few.
   */
  readonly isOpen?: true;
  /** The header of an article has a place for it. The others are groups at the article's end. */
  readonly inHeader?: true;
  /** The main navigation leads to its index, where there are terms. */
  readonly inNavigation?: true;
  /** Terms with enough posts have a feed. */
  readonly hasFeed?: true;
  /** The search page offers its terms to narrow results down. */
  readonly isFacet?: true;
  /** The page of a term may say that it "often" stands with one of this type. */
  readonly isCompanion?: true;
  /** The type that knows the same names: one alias counts for both. */
  readonly sharesNamesWith?: Type;
}

const table = {
  tag: {
    field: 'tags',
    path: 'tags',
    filterWords: ['标签', '標籤'],
    schema: { '@type': 'DefinedTerm' },
    relatedWeight: 1.1,
    isOpen: true,
    inNavigation: true,
    hasFeed: true,
    isCompanion: true,
  },
  area: {
    field: 'area',
    path: 'areas',
    filterWords: ['领域', '領域'],
    schema: { '@type': 'DefinedTerm' },
    relatedWeight: 0.3,
    isBroad: true,
    inHeader: true,
    inNavigation: true,
    hasFeed: true,
    isFacet: true,
  },
  category: {
    field: 'category',
    path: 'categories',
    schema: { '@type': 'DefinedTerm' },
    relatedWeight: 0.5,
    isBroad: true,
    inHeader: true,
  },
  project: {
    field: 'project',
    path: 'projects',
    schema: { '@type': 'Project' },
    relatedWeight: 2,
    inHeader: true,
    hasFeed: true,
  },
  series: {
    field: 'series',
    path: 'series',
    filterWords: ['系列'],
    schema: { '@type': 'CreativeWorkSeries' },
    relatedWeight: 3,
    inHeader: true,
    inNavigation: true,
    isCompanion: true,
  },
  speaker: {
    field: 'speaker',
    path: 'speakers',
    filterWords: ['讲者', '講者'],
    schema: { '@type': 'Person' },
    relatedWeight: 1.1,
    inHeader: true,
    hasFeed: true,
    isFacet: true,
    isCompanion: true,
    // Who speaks here is mentioned there.
    sharesNamesWith: 'person',
  },
  person: {
    field: 'people',
    path: 'people',
    filterWords: ['人物'],
    schema: { '@type': 'Person' },
    relatedWeight: 1.2,
    isEntity: true,
    isOpen: true,
    isFacet: true,
    isCompanion: true,
  },
  organisation: {
    field: 'companies_orgs',
    path: 'organisations',
    schema: { '@type': 'Organization' },
    relatedWeight: 1,
    isEntity: true,
    isOpen: true,
    isFacet: true,
    isCompanion: true,
  },
  product: {
    field: 'products_models',
    path: 'products',
    // A `Product` asks for offers and reviews, which nobody has of a language model.
    schema: { '@type': 'Thing', additionalType: 'https://schema.org/Product' },
    relatedWeight: 1.2,
    isEntity: true,
    isOpen: true,
    isFacet: true,
    isCompanion: true,
  },
  media: {
    field: 'media_books',
    path: 'media',
    schema: { '@type': 'CreativeWork' },
    relatedWeight: 1.2,
    isEntity: true,
    isOpen: true,
    isFacet: true,
    isCompanion: true,
  },
} as const satisfies Readonly<Record<string, TermFacts>>;

export type TermType = keyof typeof table;

/** A front-matter field that lists names of some type. */
export type TermField = (typeof table)[TermType]['field'];

/** The types of terms that posts are gathered under, in the order in which pages list them. */
export const terms: Readonly<Record<TermType, TermFacts<TermType, TermField>>> = table;

export const termTypes = Object.keys(table) as readonly TermType[];

/** What is true of some types only: `isOpen`, `hasFeed` … */
type TermFlag = Extract<keyof TermFacts, `is${string}` | `in${string}` | `has${string}`>;

/** The types of which something is true, in the order of `termTypes`. */
export function typesWhere(flag: TermFlag): readonly TermType[] {
  return termTypes.filter((type) => terms[type][flag]);
}

/** The given types with an author's own few first: what is short of room goes to them. */
export function ownTypesFirst(types: readonly TermType[]): readonly TermType[] {
  const isOpen = (type: TermType) => Number(terms[type].isOpen ?? false);
  return [...types].sort((a, b) => isOpen(a) - isOpen(b));
}

/** Whether terms of a type are words for things, not names of single ones. */
export function isConcept(type: TermType): boolean {
  return terms[type].schema['@type'] === 'DefinedTerm';
}

/** A type with those that know the same names, the one first that the others refer to. */
export function typesOfSameNames(type: TermType): readonly TermType[] {
  const first = terms[type].sharesNamesWith ?? type;
  return [first, ...termTypes.filter((other) => terms[other].sharesNamesWith === first)];
}

/** The type that each word before the colon of a search filter means. */
export const filterWords: ReadonlyMap<string, TermType> = new Map(
  termTypes.flatMap((type) =>
    [type, ...(terms[type].filterWords ?? [])].map((word) => [word, type] as const),
  ),
);
