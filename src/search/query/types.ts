/** Part of a file, in bytes; `end` is not included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Fetches a file of the index folder. With a `range` a host may answer with just that part (206) or
 * with the whole file (200): the engine tells them apart by length. Rejects when the file is
 * missing, offline, or `signal` aborts. A missing file should reject with an error whose `status`
 * is 404.
 */
export type FetchBytes = (
  path: string,
  options?: { readonly range?: ByteRange; readonly signal?: AbortSignal },
) => Promise<Uint8Array>;

/** One condition on the text: all must hold, the negative ones must not. */
export interface TextTerm {
  /** As typed, without quotes and signs. */
  readonly text: string;
  /** Folded: what is compared. */
  readonly folded: string;
  readonly field: 'any' | 'title';
  readonly negative: boolean;
  /** The last word may go on: asked for by `*`, or since it is still being typed. */
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

/** A stretch of text; `hit` is to be marked. */
export interface SnippetPart {
  readonly text: string;
  readonly hit: boolean;
}

/** A document that was verified to match. */
export interface SearchResult {
  readonly title: readonly SnippetPart[];
  readonly href: string;
  readonly date?: string;
  readonly lang?: string;
  readonly areas: readonly string[];
  readonly speakers: readonly string[];
  /** A passage with at least one of the terms; empty when the terms stand in the title only. */
  readonly snippet: readonly SnippetPart[];
  /** The words as the article writes them, for a text fragment (`#:~:text=`). */
  readonly quote?: string;
  /**
   * Where the quote stands in a short line, such as a heading, which the table of contents repeats.
   */
  readonly line?: ShortLine;
}

/** What follows a quote. */
export interface ShortLine {
  /** The rest of its own line. */
  readonly rest: string;
  /** The beginning of the next line. */
  readonly next: string;
}

/** Best first, or newest first. */
export type SearchOrder = 'relevance' | 'newest';

/** `exact`, or `at-most` when candidates remain that were not compared with their text. */
export interface ResultCount {
  readonly value: number;
  readonly kind: 'exact' | 'at-most';
}

export interface FacetValue {
  readonly name: string;
  readonly count: number;
}

/**
 * Counts over the same documents as `count`; `at-most` alike. Years newest first, others by count.
 */
export type Facets = Readonly<Record<string, readonly FacetValue[]>>;

/** Another wording that the site knows. Offered, never applied. */
export interface Suggestion {
  /** What was searched. */
  readonly term: string;
  readonly alternative: string;
  /** The whole query with the alternative in its place. */
  readonly query: string;
}

/** Where a search stands. `results` grows from update to update; each one in it is verified. */
export interface SearchUpdate {
  readonly stage: 'candidates' | 'verifying' | 'done';
  readonly query: ParsedQuery;
  readonly count: ResultCount;
  readonly results: readonly SearchResult[];
  /** Whether results follow after these. Known when done. */
  readonly more: boolean;
  readonly facets: Facets;
  readonly suggestions: readonly Suggestion[];
  /** The query has nothing that can be looked up, e.g. only punctuation. */
  readonly unsearchable: boolean;
}
