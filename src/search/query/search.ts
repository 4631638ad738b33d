import type { Columns } from '../columns.ts';
import type { FacetColumn } from '../facet-column.ts';
import type { VariantTable } from '../fold.ts';
import { gatherCandidates } from './candidates.ts';
import { countFacets, namesOf } from './count-facets.ts';
import { passFilters } from './filters.ts';
import { findTerm, type FoundTerm } from './find-term.ts';
import { IndexFiles } from './index-files.ts';
import { parseQuery, type FilterWords } from './parse-query.ts';
import { cutPassage, markHits } from './snippet.ts';
import { suggestQueries } from './suggest.ts';
import type { FetchBytes, ResultCount, SearchOrder, SearchResult, SearchUpdate } from './types.ts';
import { verifyDocument, type Verified } from './verify.ts';

export interface SearchEngineOptions {
  /** Fetches a file of the index folder by name. */
  readonly fetchBytes: FetchBytes;
  /** Words for the types of terms that queries may filter by. @default none */
  readonly filterWords?: FilterWords;
}

export interface SearchOptions {
  readonly signal?: AbortSignal;
  /** Results to return. @default 10 */
  readonly limit?: number;
  /** Results to skip. @default 0 */
  readonly offset?: number;
  /** @default 'relevance' */
  readonly order?: SearchOrder;
  /**
   * Types of terms to count besides year, area and speaker, e.g. `person`. Each costs one
   * file, once.
   */
  readonly facets?: readonly string[];
  /** Whether the query is still being typed: its last word may be incomplete. @default false */
  readonly typing?: boolean;
}

/** A search over one index. */
export interface SearchEngine {
  /**
   * Yields the state of the search as it goes on; the last update has stage `done`.
   * @throws {SearchIndexError | DOMException} `AbortError` when `signal` aborts.
   */
  readonly search: (query: string, options?: SearchOptions) => AsyncGenerator<SearchUpdate, void>;
  /** Waits for the last update. */
  readonly searchToEnd: (query: string, options?: SearchOptions) => Promise<SearchUpdate>;
}

/** Most look-ups per query and round. */
const lookupBudget = 24;
/** Most look-ups per term and round. */
const termBudget = 6;
/** Documents compared at the same time. */
const concurrency = 6;

/** A search engine over the static files of one index. Holds caches: make one per page. */
export function createSearch({
  fetchBytes,
  filterWords = new Map(),
}: SearchEngineOptions): SearchEngine {
  const files = new IndexFiles(fetchBytes);
  const search = (query: string, options: SearchOptions = {}) =>
    run(files, filterWords, query, options);
  return {
    search,
    searchToEnd: async (query, options) => {
      let last: SearchUpdate | undefined;
      for await (const update of search(query, options)) last = update;
      if (!last) throw new Error('A search ended without an update.');
      return last;
    },
  };
}

async function* run(
  files: IndexFiles,
  filterWords: FilterWords,
  input: string,
  { signal, limit = 10, offset = 0, order, facets: facetTypes = [], typing = false }: SearchOptions,
): AsyncGenerator<SearchUpdate, void> {
  signal?.throwIfAborted();
  const [columns, variants] = await Promise.all([files.columns(), files.variants()]);
  signal?.throwIfAborted();
  const query = parseQuery(input, { variants, filterWords, typing });
  const nothing = query.terms.length === 0 && query.filters.length === 0;
  const budget = Math.max(
    1,
    Math.min(termBudget, Math.floor(lookupBudget / Math.max(1, query.terms.length))),
  );
  const [passing, found, facetColumns, suggestions] = await Promise.all([
    passFilters(query.filters, columns, files),
    Promise.all(query.terms.map((term) => findTerm(term, files, budget))),
    loadFacets(files, columns, facetTypes),
    suggestQueries(input, query, files),
  ]);
  signal?.throwIfAborted();
  // Nothing narrows the documents down, so every article would have to be read.
  const unsearchable =
    nothing || (query.filters.length === 0 && found.every(({ postings }) => !postings));
  const candidates = unsearchable
    ? { documents: [], exact: true }
    : gatherCandidates(found, passing, order);
  const settled = (documents: readonly number[], count: ResultCount) => ({
    query,
    count,
    facets: countFacets(documents, columns.years, facetColumns),
    suggestions,
    unsearchable,
  });
  const { documents, exact } = candidates;
  let state = settled(documents, countOf(documents.length, exact));
  if (documents.length > 0) yield { stage: 'candidates', ...state, results: [], more: true };

  const matching: number[] = [];
  const results: SearchResult[] = [];
  let next = 0;
  while (next < documents.length && matching.length < offset + limit) {
    const wanted = Math.min(concurrency, offset + limit - matching.length);
    const batch = documents.slice(next, next + wanted);
    next += batch.length;
    const verified = await Promise.all(
      batch.map((document) => verifyDocument(document, found, files, variants)),
    );
    signal?.throwIfAborted();
    for (const [index, document] of batch.entries()) {
      const result = verified[index];
      if (!result) continue;
      matching.push(document);
      if (matching.length > offset)
        results.push(resultOf(document, result, found, columns, variants));
    }
    // Candidates that turned out not to match no longer count.
    const rejected = next - matching.length;
    const all = next === documents.length;
    state = settled(
      rejected === 0 ? documents : [...matching, ...documents.slice(next)],
      countOf(documents.length - rejected, exact || all),
    );
    yield { stage: 'verifying', ...state, results: [...results], more: !all };
  }
  yield { stage: 'done', ...state, results, more: next < documents.length };
}

function countOf(value: number, exact: boolean): ResultCount {
  return { value, kind: exact || value === 0 ? 'exact' : 'at-most' };
}

async function loadFacets(
  files: IndexFiles,
  columns: Columns,
  types: readonly string[],
): Promise<ReadonlyMap<string, FacetColumn>> {
  const more = await Promise.all(
    types.map(async (type) => [type, await files.facet(type)] as const),
  );
  const loaded = more.flatMap(([type, column]) => (column ? [[type, column] as const] : []));
  return new Map([...columns.facets, ...loaded]);
}

function resultOf(
  document: number,
  { record, text = '' }: Verified,
  found: readonly FoundTerm[],
  columns: Columns,
  variants: VariantTable,
): SearchResult {
  const positive = found.filter(({ term }) => !term.negative);
  const needles = positive.map(({ needle }) => needle);
  const anywhere = positive.filter(({ term }) => term.field === 'any').map(({ needle }) => needle);
  const { title, href, date, lang } = record;
  return {
    title: markHits(title, needles, variants),
    href,
    ...(date !== undefined && { date }),
    ...(lang !== undefined && { lang }),
    areas: namesOf(columns.facets.get('area'), document),
    speakers: namesOf(columns.facets.get('speaker'), document),
    ...cutPassage(text, anywhere, variants),
  };
}
