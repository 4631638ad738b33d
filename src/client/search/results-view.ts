import { button, element, syncChildren } from '../dom.ts';
import type { SearchResult, SearchUpdate } from '../../search/query/types.ts';
import { Announcer } from './announcer.ts';
import { SearchController, type ControllerOptions, type SearchState } from './controller.ts';
import { FilterChips, type QueryBar } from './filter-chips.ts';
import { announcementFor, messageFor } from './messages.ts';
import { strings } from './strings.ts';
import { Suggestions } from './suggestions.ts';

export interface ResultsViewOptions
  extends QueryBar, Pick<ControllerOptions, 'settings' | 'pageSize'> {
  /** Marked while a search runs. */
  readonly root: HTMLElement;
  /** Holds the results. */
  readonly list: HTMLElement;
  /** Shown before a search. */
  readonly start: HTMLElement;
  readonly makeItem: (result: SearchResult) => HTMLElement;
  /** Shows the rest. @param found undefined if there are no results. */
  readonly onDraw: (state: SearchState, found: SearchUpdate | undefined) => void;
}

/** A search and what dialog and page show of it. They place its elements. */
export class ResultsView {
  readonly controller: SearchController;
  readonly chips: FilterChips;
  readonly suggestions: Suggestions;
  readonly announcer = new Announcer();
  readonly count = element('p', { class: 'search-count' });
  readonly message = element('div', {});
  readonly #options: ResultsViewOptions;
  readonly #items = new WeakMap<SearchResult, HTMLElement>();

  constructor(options: ResultsViewOptions) {
    this.#options = options;
    const { settings, pageSize, submit, input } = options;
    const onChange = (state: SearchState) => this.#draw(state);
    this.controller = new SearchController({ settings, pageSize, onChange });
    this.chips = new FilterChips(options);
    this.suggestions = new Suggestions(submit);
    input.after(clearButton(input));
  }

  #draw(state: SearchState): void {
    const { status, update, results, query, stale } = state;
    const { root, input, list, start, onDraw } = this.#options;
    const found = update && update.count.value > 0 && !update.unsearchable ? update : undefined;
    root.classList.toggle('is-loading', status === 'searching');
    list.classList.toggle('is-stale', stale);
    this.chips.show(query);
    this.suggestions.show(update?.suggestions ?? []);
    syncChildren(
      list,
      results.map((result) => this.#item(result)),
    );
    const message = messageFor(state, () => {
      input.focus();
      this.controller.retry();
    });
    this.message.replaceChildren(...(message ? [message] : []));
    this.count.textContent = found ? strings.count(found.count) : '';
    start.hidden = status !== 'idle';
    this.announcer.say(announcementFor(state));
    onDraw(state, found);
  }

  #item(result: SearchResult): HTMLElement {
    const item = this.#items.get(result) ?? this.#options.makeItem(result);
    this.#items.set(result, item);
    return item;
  }
}

/** A button that empties a box. CSS shows it only when the box is not empty. */
function clearButton(input: HTMLInputElement): HTMLButtonElement {
  return button({ class: 'search-clear', 'aria-label': strings.clear }, () => {
    input.value = '';
    input.focus();
    input.dispatchEvent(new InputEvent('input'));
  });
}
