import type { SearchOrder, SearchResult } from '../../search/query/types.ts';
import { Announcer } from './announcer.ts';
import { clearButton } from './clear-button.ts';
import { SearchController } from './controller.ts';
import type { SearchState } from './controller.ts';
import { button, element, syncChildren } from './elements.ts';
import { FacetPanel } from './facets.ts';
import { FilterChips } from './filter-chips.ts';
import type { SearchSettings } from './settings.ts';
import { announcementFor, messageFor } from './messages.ts';
import { SearchHistory } from './page-history.ts';
import type { HistoryEntry } from './page-history.ts';
import { OrderChoice } from './order-choice.ts';
import { byline, languageOf, marked, markedPassage, resultHref } from './result-parts.ts';
import { strings } from './strings.ts';
import { Suggestions } from './suggestions.ts';
import { listenToTyping, isComposing } from './typing.ts';

const pageSize = 20;

/** The elements of the search page. */
export interface SearchPageParts {
  readonly root: HTMLElement;
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  /** Holds the results. */
  readonly results: HTMLElement;
  /** Shown before a search. */
  readonly start: HTMLElement;
}

/** Makes the search page work. */
export function attachPage(parts: SearchPageParts, settings: SearchSettings): void {
  new SearchPage(parts, settings);
}

class SearchPage {
  readonly #parts: SearchPageParts;
  readonly #controller: SearchController;
  readonly #history: SearchHistory;
  readonly #announcer = new Announcer();
  readonly #chips: FilterChips;
  readonly #suggestions: Suggestions;
  readonly #facets: FacetPanel;
  readonly #order: OrderChoice;
  readonly #count = element('p', { class: 'search-count' });
  readonly #list = element('ol', { class: 'search-results', 'aria-label': strings.results });
  readonly #message = element('div', {});
  readonly #more: HTMLButtonElement;
  readonly #columns: HTMLElement;
  readonly #items = new WeakMap<SearchResult, HTMLElement>();
  /** Scroll position to restore once the results are there. */
  #scroll: number | undefined;
  /** Number of results before more were requested. */
  #before: number | undefined;

  constructor(parts: SearchPageParts, settings: SearchSettings) {
    this.#parts = parts;
    const { form, input, results } = parts;
    const onChange = (state: SearchState) => {
      this.#draw(state);
    };
    this.#controller = new SearchController({ settings, pageSize, onChange });
    this.#history = new SearchHistory(settings.page, (entry) => {
      this.#restore(entry);
    });
    const submit = (query: string) => {
      this.#submit(query);
    };
    const bar = { submit, input };
    this.#chips = new FilterChips(bar);
    this.#suggestions = new Suggestions(submit);
    const count = (type: string) => {
      this.#controller.count(type);
    };
    this.#facets = new FacetPanel({ bar, count });
    this.#order = new OrderChoice((order) => {
      this.#sort(order);
    });
    this.#more = button(
      { class: 'text-button search-more' },
      () => {
        this.#before = this.#controller.state.results.length;
        this.#controller.more();
      },
      strings.more,
    );
    this.#columns = element(
      'div',
      { class: 'search-columns' },
      this.#facets.panel,
      element(
        'div',
        { class: 'search-main' },
        element('div', { class: 'search-bar' }, this.#count, this.#order.group),
        this.#list,
        this.#message,
        this.#more,
      ),
    );
    input.after(clearButton(input));
    results.append(this.#chips.list, this.#suggestions.line, this.#columns, this.#announcer.region);

    listenToTyping(form, input, {
      type: (query) => {
        this.#history.type(query);
        this.#controller.type(query);
      },
      submit,
    });
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' || isComposing(event) || event.shiftKey) return;
      if (this.#focusLink(0)) event.preventDefault();
    });
    this.#list.addEventListener('keydown', (event) => {
      this.#walk(event);
    });
    const entry = this.#history.current();
    if (input.value === entry.query) this.#restore(entry);
    else {
      this.#history.type(input.value);
      this.#controller.search(input.value);
    }
  }

  #submit(query: string): void {
    this.#parts.input.value = query;
    this.#history.submit(query);
    this.#controller.search(query);
    // On a phone, close the keyboard to make room for the results.
    if (matchMedia('(pointer: coarse)').matches) this.#parts.input.blur();
  }

  #sort(order: SearchOrder): void {
    this.#history.sort(order);
    this.#controller.order = order;
    this.#controller.search(this.#controller.state.query);
  }

  #restore({ query, order, shown, scroll }: HistoryEntry): void {
    this.#parts.input.value = query;
    this.#controller.order = order;
    this.#scroll = scroll;
    this.#controller.search(query, Math.max(pageSize, shown));
  }

  /** Arrow keys move between results, and from the first one up to the input. */
  #walk(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const at = [...this.#list.children].findIndex((item) => item.contains(document.activeElement));
    if (at < 0) return;
    event.preventDefault();
    const next = at + (event.key === 'ArrowDown' ? 1 : -1);
    if (next < 0) this.#parts.input.focus();
    else this.#focusLink(next);
  }

  #focusLink(index: number): boolean {
    const link = this.#list.children[index]?.querySelector('a');
    link?.focus();
    return link !== null && link !== undefined;
  }

  #draw(state: SearchState): void {
    const { status, update, results, query, stale } = state;
    const { root, start } = this.#parts;
    const found = update !== undefined && update.count.value > 0 && !update.unsearchable;
    root.classList.toggle('is-loading', status === 'searching');
    root.classList.toggle('has-results', found || results.length > 0);
    this.#list.classList.toggle('is-stale', stale);
    this.#chips.show(query);
    this.#suggestions.show(update?.suggestions ?? []);
    syncChildren(
      this.#list,
      results.map((result) => this.#item(result)),
    );
    const message = messageFor(state, () => {
      this.#parts.input.focus();
      this.#controller.retry();
    });
    this.#message.replaceChildren(...(message ? [message] : []));
    this.#count.textContent = found ? strings.count(update.count) : '';
    this.#count.title = found && update.count.kind === 'at-most' ? strings.atMost : '';
    this.#order.group.hidden = !found;
    this.#order.show(this.#controller.order);
    this.#facets.panel.hidden = !found;
    if (update && found) this.#facets.show(update.facets, query);
    this.#more.hidden = !(found && update.more && results.length > 0);
    this.#more.disabled = status === 'searching';
    start.hidden = status !== 'idle';
    this.#announcer.say(announcementFor(state));
    if (status === 'done') this.#settle(results.length);
  }

  #settle(shown: number): void {
    if (this.#before !== undefined) {
      // Move the focus to the first new result.
      if (shown > this.#before) this.#focusLink(this.#before);
      this.#history.note({ shown });
      this.#before = undefined;
    }
    if (this.#scroll !== undefined) {
      scrollTo({ top: this.#scroll, behavior: 'instant' });
      this.#scroll = undefined;
    }
  }

  #item(result: SearchResult): HTMLElement {
    const known = this.#items.get(result);
    if (known) return known;
    const { title, lang, snippet } = result;
    const item = element(
      'li',
      {},
      element(
        'h2',
        { class: 'search-title', lang: languageOf(title, lang) },
        element('a', { href: resultHref(result) }, ...marked(title)),
      ),
      byline(result),
      snippet.length > 0
        ? element(
            'p',
            { class: 'search-snippet', lang: languageOf(snippet, lang) },
            ...markedPassage(snippet),
          )
        : undefined,
    );
    this.#items.set(result, item);
    return item;
  }
}
