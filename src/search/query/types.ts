/** Part of a file in bytes; `end` is exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Fetches a file of the index folder. A host may answer a `range` with that part (206) or with the
 * whole file (200); the engine tells them apart by their length. Must reject when the file is
 * missing (the error's `status` should be 404) and when offline.
 */
export type FetchBytes = (name: string, range?: ByteRange) => Promise<Uint8Array>;

/** A condition on the text. A document must hold the term; a negative one it must not hold. */
export interface TextTerm {
  /** As typed, without quotes and minus. */
  readonly text: string;
  /** The form that is compared. */
  readonly folded: string;
  readonly field: 'any' | 'title';
  readonly negative: boolean;
  /** Whether the last word may continue: `asked` by `*`, or `typing` since it may be incomplete. */
  readonly prefix: 'none' | 'asked' | 'typing';
}

/** A condition on the terms or the year of a document. */
export interface FilterTerm {
  /** Type of term, or `year`. */
  readonly type: string;
  readonly value: string;
  readonly negative: boolean;
}

export interface ParsedQuery {
  readonly terms: readonly TextTerm[];
  readonly filters: readonly FilterTerm[];
}

/** A part of a text; `hit`: to be marked. */
export interface SnippetPart {
  readonly text: string;
  readonly hit: boolean;
}

/** A document whose text was compared and matches. */
export interface SearchResult {
  readonly title: readonly SnippetPart[];
  readonly href: string;
  readonly date?: string;
  readonly lang?: string;
  readonly areas: readonly string[];
  readonly speakers: readonly string[];
  /** A passage that holds at least one term; empty when the terms stand in the title only. */
  readonly snippet: readonly SnippetPart[];
  /** The first hit as the article writes it, for a text fragment (`#:~:text=`). */
  readonly quote?: string;
  /**
   * Set when the quote stands in a short line, such as a heading, which the table of
   * contents repeats.
   */
  readonly line?: ShortLine;
}

/** The text after a quote in a short line. */
export interface ShortLine {
  /** The rest of the line. */
  readonly rest: string;
  /** The beginning of the next line. */
  readonly next: string;
}

/** Best first, or newest first. */
export type SearchOrder = 'relevance' | 'newest';

/** `exact`; or `at-most`, while candidates remain whose text was not compared. */
export interface ResultCount {
  readonly value: number;
  readonly kind: 'exact' | 'at-most';
}

/** A value of a facet, and how many documents have it. */
export interface FacetValue {
  readonly name: string;
  readonly count: number;
}

/**
 * Values by type of term, and `year`. They count the same documents as `count`: while that is
 * `at-most`, so are they. Years are sorted newest first, others by count.
 */
export type Facets = Readonly<Record<string, readonly FacetValue[]>>;

/** Another wording that the site knows. Offered, never applied. */
export interface Suggestion {
  /** The term as searched. */
  readonly term: string;
  readonly alternative: string;
  /** The whole query with the other wording in its place. */
  readonly query: string;
}

/** The state of a search. `results` grows from update to update; each result in it matches. */
export interface SearchUpdate {
  readonly stage: 'candidates' | 'verifying' | 'done';
  readonly query: ParsedQuery;
  readonly count: ResultCount;
  readonly results: readonly SearchResult[];
  /** Whether more results follow these. Known when done. */
  readonly more: boolean;
  readonly facets: Facets;
  readonly suggestions: readonly Suggestion[];
  /** Whether the query has nothing to look up, e.g. only punctuation. */
  readonly unsearchable: boolean;
}
