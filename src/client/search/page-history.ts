import type { SearchOrder } from '../../search/query/types.ts';

/** A search in the browser's history. */
export interface HistoryEntry {
  readonly query: string;
  readonly order: SearchOrder;
  /** Number of results shown. */
  readonly shown: number;
  /** Scroll position in CSS pixels. */
  readonly scroll: number;
}

interface StoredEntry {
  readonly shown?: number;
  readonly scroll?: number;
  /** Whether the query is being typed: the next key then replaces the entry. */
  readonly draft?: boolean;
}

/**
 * Pause after scrolling before the position is stored: browsers limit how often history is written.
 */
const scrollPauseMs = 150;

/**
 * Keeps the address (`?q=`, `sort=newest`) and the history in step with the search. Typing replaces
 * the current entry; a decision (Enter, a filter, a suggestion) adds one, so that Back goes from
 * search to search.
 */
export class SearchHistory {
  readonly #page: string;

  /** @param onReturn called when the reader returns to an entry. */
  constructor(page: string, onReturn: (entry: HistoryEntry) => void) {
    this.#page = page;
    // The browser would scroll before the results are there.
    history.scrollRestoration = 'manual';
    addEventListener('popstate', () => onReturn(this.current()));
    const noteScroll = () => this.note({ scroll: scrollY });
    let timer: ReturnType<typeof setTimeout> | undefined;
    addEventListener('scroll', () => {
      clearTimeout(timer);
      timer = setTimeout(noteScroll, scrollPauseMs);
    });
    addEventListener('pagehide', noteScroll);
  }

  current(): HistoryEntry {
    const { shown = 0, scroll = 0 } = this.#stored();
    return { query: currentQuery(), order: currentOrder(), shown, scroll };
  }

  type(query: string): void {
    const current = currentQuery();
    if (current === query) return;
    const replaces = this.#stored().draft || current === '';
    this.#write(replaces ? 'replaceState' : 'pushState', query, { draft: true });
  }

  submit(query: string): void {
    this.#write(currentQuery() === query ? 'replaceState' : 'pushState', query, {});
  }

  sort(order: SearchOrder): void {
    this.#write('pushState', currentQuery(), {}, order);
  }

  /** Updates the current entry. */
  note(entry: StoredEntry): void {
    history.replaceState({ ...this.#stored(), ...entry }, '');
  }

  #stored(): StoredEntry {
    return (history.state ?? {}) as StoredEntry;
  }

  #write(
    method: 'pushState' | 'replaceState',
    query: string,
    entry: StoredEntry,
    order = currentOrder(),
  ): void {
    const sorted = order === 'newest' ? '&sort=newest' : '';
    const asked = query === '' ? '' : `?q=${encodeURIComponent(query.toWellFormed())}${sorted}`;
    history[method](entry, '', this.#page + asked);
  }
}

function currentQuery(): string {
  return new URLSearchParams(location.search).get('q') ?? '';
}

function currentOrder(): SearchOrder {
  const sort = new URLSearchParams(location.search).get('sort');
  return sort === 'newest' ? 'newest' : 'relevance';
}
