import { button, element, syncChildren } from '../dom.ts';
import { filtersOf, sameFilter, withoutFilters } from './query-edit.ts';
import { filterName, strings } from './strings.ts';

export interface QueryBar {
  /** Replaces the query and searches at once. */
  readonly submit: (query: string) => void;
  readonly input: HTMLInputElement;
}

/** The filters of the query as chips; pressing one removes it. */
export class FilterChips {
  readonly list = element('ul', { class: 'search-chips', 'aria-label': strings.activeFilters });
  readonly #bar: QueryBar;

  constructor(bar: QueryBar) {
    this.#bar = bar;
  }

  show(query: string): void {
    const filters = filtersOf(query);
    this.list.hidden = filters.length === 0;
    const hadFocus = this.list.contains(document.activeElement);
    const chips = filters.map((filter) => {
      const label = strings.filter(filterName(filter.type), filter.value, filter.negative);
      const remove = () =>
        this.#bar.submit(withoutFilters(query, (own) => sameFilter(own, filter)));
      return element(
        'li',
        {},
        button({ class: 'search-chip', 'aria-label': strings.removeFilter(label) }, remove, label),
      );
    });
    if (filters.length > 1) {
      const clear = () => this.#bar.submit(withoutFilters(query));
      chips.push(element('li', {}, button({ class: 'link-button' }, clear, strings.clearFilters)));
    }
    syncChildren(this.list, chips);
    // The pressed chip is gone: move the focus to the first chip, or to the input.
    if (hadFocus) (this.list.querySelector('button') ?? this.#bar.input).focus();
  }
}
