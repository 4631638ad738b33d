import type { SearchOrder, SearchResult, SearchUpdate } from '../../search/query/types.ts';
import type { SearchState } from './controller.ts';
import { button, element } from '../dom.ts';
import { FacetPanel } from './facets.ts';
import type { SearchSettings } from './settings.ts';
import { SearchHistory, type HistoryEntry } from './page-history.ts';
import { OrderChoice } from './order-choice.ts';
import { byline, languageOf, marked, passage, resultHref } from './result-parts.ts';
import { ResultsView } from './results-view.ts';
import { strings } from './strings.ts';
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
  readonly #view: ResultsView;
  readonly #history: SearchHistory;
  readonly #facets: FacetPanel;
  readonly #order: OrderChoice;
  readonly #list = element('ol', { class: 'search-results', 'aria-label': strings.results });
  readonly #more: HTMLButtonElement;
  /** Scroll position to restore once the results are there. */
  #scroll: number | undefined;
  /** Number of results before more were requested. */
  #before: number | undefined;

  constructor(parts: SearchPageParts, settings: SearchSettings) {
    this.#parts = parts;
    const { form, input, results } = parts;
    const submit = (query: string) => this.#submit(query);
    this.#view = new ResultsView({
      ...parts,
      settings,
      pageSize,
      submit,
      list: this.#list,
      makeItem: resultItem,
      onDraw: (state, found) => this.#draw(state, found),
    });
    const { controller, chips, suggestions, count, message, announcer } = this.#view;
    this.#history = new SearchHistory(settings.page, (entry) => this.#restore(entry));
    this.#facets = new FacetPanel(submit, (type) => controller.count(type));
    this.#order = new OrderChoice((order) => this.#sort(order));
    const more = () => {
      this.#before = controller.state.results.length;
      controller.more();
    };
    this.#more = button({ class: 'text-button search-more' }, more, strings.more);
    const columns = element(
      'div',
      { class: 'search-columns' },
      this.#facets.panel,
      element(
        'div',
        { class: 'search-main' },
        element('div', { class: 'search-bar' }, count, this.#order.group),
        this.#list,
        message,
        this.#more,
      ),
    );
    results.append(chips.list, suggestions.line, columns, announcer.region);

    listenToTyping(form, input, {
      type: (query) => {
        this.#history.type(query);
        controller.type(query);
      },
      submit,
    });
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' || isComposing(event) || event.shiftKey) return;
      if (this.#focusLink(0)) event.preventDefault();
    });
    this.#list.addEventListener('keydown', (event) => this.#walk(event));
    const entry = this.#history.current();
    if (input.value === entry.query) this.#restore(entry);
    else {
      this.#history.type(input.value);
      controller.search(input.value);
    }
  }

  #submit(query: string): void {
    this.#parts.input.value = query;
    this.#history.submit(query);
    this.#view.controller.search(query);
    // On a phone, close the keyboard to make room for the results.
    if (matchMedia('(pointer: coarse)').matches) this.#parts.input.blur();
  }

  #sort(order: SearchOrder): void {
    this.#history.sort(order);
    const { controller } = this.#view;
    controller.order = order;
    controller.search(controller.state.query);
  }

  #restore({ query, order, shown, scroll }: HistoryEntry): void {
    this.#parts.input.value = query;
    this.#view.controller.order = order;
    this.#scroll = scroll;
    this.#view.controller.search(query, Math.max(pageSize, shown));
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

  #draw({ status, results, query }: SearchState, found: SearchUpdate | undefined): void {
    this.#parts.root.classList.toggle('has-results', found !== undefined || results.length > 0);
    this.#view.count.title = found?.count.kind === 'at-most' ? strings.atMost : '';
    this.#order.group.hidden = !found;
    this.#order.show(this.#view.controller.order);
    this.#facets.panel.hidden = !found;
    if (found) this.#facets.show(found.facets, query);
    this.#more.hidden = !found?.more || results.length === 0;
    this.#more.disabled = status === 'searching';
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
}

function resultItem(result: SearchResult): HTMLElement {
  const { title, lang } = result;
  return element(
    'li',
    {},
    element(
      'h2',
      { class: 'search-title', lang: languageOf(title, lang) },
      element('a', { href: resultHref(result) }, ...marked(title)),
    ),
    byline(result),
    passage('p', result),
  );
}
