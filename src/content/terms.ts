/** What is known of a type of term. */
interface TermFacts {
  /** The front-matter field that lists names of this type. */
  readonly field: string;
}

/** The types of terms that posts are gathered under, in the order in which pages list them. */
export const terms = {
  tag: { field: 'tags' },
  area: { field: 'area' },
  category: { field: 'category' },
  project: { field: 'project' },
  series: { field: 'series' },
  speaker: { field: 'speaker' },
  person: { field: 'people' },
  organisation: { field: 'companies_orgs' },
  product: { field: 'products_models' },
  media: { field: 'media_books' },
} as const satisfies Readonly<Record<string, TermFacts>>;

export type TermType = keyof typeof terms;

/** A front-matter field that lists names of some type. */
export type TermField = (typeof terms)[TermType]['field'];

export const termTypes = Object.keys(terms) as readonly TermType[];
