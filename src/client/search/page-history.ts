import type { SearchOrder } from '../../search/query/types.ts';

/** A search in the browser's history. */
export interface HistoryEntry {
  readonly query: string;
  readonly order: SearchOrder;
  /** Results that were listed. */
  readonly shown: number;
  /** In CSS pixels. */
  readonly scroll: number;
}

interface StoredEntry {
  readonly shown?: number;
  readonly scroll?: number;
  /** Still being typed: the next key replaces it. */
  readonly draft?: boolean;
}

/**
 * Pause after scrolling before the place is noted; browsers limit how often history may be written.
 */
const scrollPauseMs = 150;

/**
 * Keeps the address (`?q=`, and `sort=newest`) in step with the search. Typing replaces the entry,
 * a decision (Enter, a filter, a suggestion) makes one, so that Back leads from search to search
 * and not from letter to letter.
 */
export class SearchHistory {
  readonly #page: string;

  /** @param onReturn the reader came back to an entry. */
  constructor(page: string, onReturn: (entry: HistoryEntry) => void) {
    this.#page = page;
    // The results are not there yet when the browser would scroll.
    history.scrollRestoration = 'manual';
    addEventListener('popstate', () => {
      onReturn(this.current());
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    addEventListener('scroll', () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        this.note({ scroll: scrollY });
      }, scrollPauseMs);
    });
    addEventListener('pagehide', () => {
      this.note({ scroll: scrollY });
    });
  }

  current(): HistoryEntry {
    const { shown = 0, scroll = 0 } = this.#stored();
    return { query: queryOf(location.href), order: orderOf(location.href), shown, scroll };
  }

  type(query: string): void {
    const { draft = false } = this.#stored();
    if (queryOf(location.href) === query) return;
    if (draft || queryOf(location.href) === '') this.#write('replaceState', query, { draft: true });
    else this.#write('pushState', query, { draft: true });
  }

  submit(query: string): void {
    const same = queryOf(location.href) === query;
    this.#write(same ? 'replaceState' : 'pushState', query, {});
  }

  sort(order: SearchOrder): void {
    this.#write('pushState', queryOf(location.href), {}, order);
  }

  /** Adds to the current entry. */
  note(entry: Partial<Pick<HistoryEntry, 'shown' | 'scroll'>>): void {
    history.replaceState({ ...this.#stored(), ...entry }, '');
  }

  #stored(): StoredEntry {
    return (history.state ?? {}) as StoredEntry;
  }

  #write(
    method: 'pushState' | 'replaceState',
    query: string,
    entry: StoredEntry,
    order = orderOf(location.href),
  ): void {
    const sorted = order === 'newest' ? '&sort=newest' : '';
    const asked = query === '' ? '' : `?q=${encodeURIComponent(query.toWellFormed())}${sorted}`;
    history[method](entry, '', this.#page + asked);
  }
}

function queryOf(href: string): string {
  return new URL(href).searchParams.get('q') ?? '';
}

function orderOf(href: string): SearchOrder {
  return new URL(href).searchParams.get('sort') === 'newest' ? 'newest' : 'relevance';
}
