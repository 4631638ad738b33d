import { filterWords } from '../../content/terms.ts';
import { SearchIndexError, type SearchErrorCode } from '../../search/errors.ts';
import { createSearch, type SearchEngine } from '../../search/query/search.ts';
import type { SearchOrder, SearchResult, SearchUpdate } from '../../search/query/types.ts';
import { fetchFrom } from './fetch-bytes.ts';
import type { SearchSettings } from './settings.ts';

/**
 * Pause after a key before the search starts: too short to notice, long enough for a quick typist's
 * next key.
 */
const debounceMs = 120;

export type Failure = SearchErrorCode | 'unknown';

/** What to show. */
export interface SearchState {
  readonly query: string;
  readonly status: 'idle' | 'searching' | 'done' | 'failed';
  /** The latest results: of this query or, if `stale`, of the one before. */
  readonly update?: SearchUpdate;
  readonly results: readonly SearchResult[];
  /**
   * Whether the results are of an earlier query. They stay until new ones arrive, so that
   * nothing flickers.
   */
  readonly stale: boolean;
  readonly failure?: Failure;
}

const idle: SearchState = { query: '', status: 'idle', results: [], stale: false };

export interface ControllerOptions {
  readonly settings: SearchSettings;
  readonly pageSize: number;
  readonly onChange: (state: SearchState) => void;
}

interface Run {
  readonly typing?: boolean;
  /** Number of results to find. */
  readonly limit?: number;
  /** Results that are shown already and stay. */
  readonly kept?: readonly SearchResult[];
}

/**
 * Runs one search at a time, the last one requested, and reports what to show. Dialog and page
 * share it.
 */
export class SearchController {
  readonly #options: ControllerOptions;
  readonly #facets = new Set<string>();
  /** Order of results from the next search on. */
  order: SearchOrder = 'relevance';
  #engine: SearchEngine;
  #state = idle;
  #last: Run = {};
  /** Whether the index has been reloaded since it last answered. */
  #renewed = false;
  #abort: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ControllerOptions) {
    this.#options = options;
    this.#engine = this.#makeEngine(false);
  }

  get state(): SearchState {
    return this.#state;
  }

  /** Searches after a pause, for a query that is being typed. */
  type(query: string): void {
    this.stop();
    if (query.trim() === '') this.search(query);
    else this.#timer = setTimeout(() => this.#start(query, { typing: true }), debounceMs);
  }

  /** Searches at once. @param limit number of results. */
  search(query: string, limit = this.#options.pageSize): void {
    this.#start(query, { limit });
  }

  /** Adds the next page of results. */
  more(): void {
    const { query, results, status } = this.#state;
    if (status === 'done')
      this.#start(query, { ...this.#last, limit: this.#options.pageSize, kept: results });
  }

  /** Counts another type of term from now on. */
  count(type: string): void {
    if (this.#facets.has(type)) return;
    this.#facets.add(type);
    const { query, results } = this.#state;
    if (query.trim() !== '') {
      this.#start(query, { ...this.#last, kept: [], limit: Math.max(results.length, 1) });
    }
  }

  /**
   * Repeats the search after a failure. Files that may be damaged or outdated are fetched again.
   */
  retry(): void {
    const { query, failure } = this.#state;
    if (failure !== 'offline') this.#engine = this.#makeEngine(true);
    this.#start(query, this.#last);
  }

  /** Aborts the current search. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  #makeEngine(fresh: boolean): SearchEngine {
    return createSearch({
      fetchBytes: fetchFrom(this.#options.settings.index, fresh),
      filterWords,
    });
  }

  #start(query: string, run: Run): void {
    this.stop();
    this.#last = run;
    if (query.trim() === '') {
      this.#show({ ...idle, query });
      return;
    }
    this.#abort = new AbortController();
    void this.#run(query, run, this.#abort.signal);
  }

  async #run(
    query: string,
    { typing = false, limit = this.#options.pageSize, kept = [] }: Run,
    signal: AbortSignal,
  ): Promise<void> {
    const { results, update } = this.#state;
    const same = query === this.#state.query;
    this.#show({
      query,
      status: 'searching',
      results,
      stale: !same && kept.length === 0,
      ...(update && { update }),
    });
    try {
      const options = {
        signal,
        limit,
        offset: kept.length,
        order: this.order,
        facets: [...this.#facets],
        typing,
      };
      for await (const next of this.#engine.search(query, options)) {
        if (signal.aborted) return;
        const done = next.stage === 'done';
        if (done) this.#renewed = false;
        const found = [...kept, ...next.results];
        const fewer = same && found.length < results.length;
        const waiting = !done && (next.results.length === 0 || fewer);
        this.#show({
          ...this.#state,
          status: done ? 'done' : 'searching',
          update: next,
          results: waiting ? this.#state.results : found,
          stale: waiting && this.#state.stale,
        });
      }
    } catch (error) {
      // The search was aborted; it did not fail.
      if (signal.aborted) return;
      const failure = error instanceof SearchIndexError ? error.code : 'unknown';
      if (failure === 'missing' && !this.#renewed) {
        // The site was rebuilt after the page was opened: load the new index, whose files have
        // other names.
        this.#renewed = true;
        this.#engine = this.#makeEngine(false);
        await this.#run(query, { typing, limit: kept.length + limit }, signal);
        return;
      }
      this.#show({ ...idle, query, status: 'failed', failure });
    }
  }

  #show(state: SearchState): void {
    this.#state = state;
    this.#options.onChange(state);
  }
}
