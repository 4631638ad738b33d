import type { SearchResult, SearchUpdate } from '../../search/query/types.ts';
import type { SearchState } from './controller.ts';
import type { DialogShell } from './dialog-shell.ts';
import { button, element } from '../dom.ts';
import type { SearchSettings } from './settings.ts';
import { byline, languageOf, marked, passage, resultHref } from './result-parts.ts';
import { ResultsView } from './results-view.ts';
import { strings } from './strings.ts';
import { listenToTyping, isComposing } from './typing.ts';

/** Results in the dialog. The search page shows all. */
const pageSize = 10;

/**
 * Makes the dialog work: a combobox whose list box holds the results
 * (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
 */
export function attachDialog(shell: DialogShell, settings: SearchSettings): void {
  new SearchDialog(shell, settings);
}

class SearchDialog {
  readonly #input: HTMLInputElement;
  /** URL of the search page. */
  readonly #page: string;
  readonly #list = element('div', {
    id: 'ui_search-options',
    class: 'search-options',
    role: 'listbox',
    'aria-label': strings.results,
  });
  readonly #all = element('a', { class: 'search-all' }, strings.allResults);
  #active: HTMLElement | undefined;
  #made = 0;

  constructor({ dialog, form, input, panel }: DialogShell, settings: SearchSettings) {
    this.#input = input;
    this.#page = settings.page;
    const submit = (query: string) => {
      input.value = query;
      input.focus();
      controller.search(query);
    };
    const start = startPanel(submit);
    const view = new ResultsView({
      root: dialog,
      input,
      start,
      settings,
      pageSize,
      submit,
      list: this.#list,
      makeItem: (result) => this.#option(result),
      onDraw: (state, found) => this.#draw(state, found),
    });
    const { controller, chips, suggestions, count, message, announcer } = view;

    input.placeholder = strings.placeholder;
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', this.#list.id);
    panel.replaceChildren(
      element(
        'div',
        { class: 'search-scroll' },
        chips.list,
        suggestions.line,
        this.#list,
        message,
        start,
      ),
      element('div', { class: 'search-foot' }, count, keyHints(), this.#all),
    );
    dialog.append(announcer.region);

    listenToTyping(form, input, {
      type: (query) => controller.type(query),
      // Without a chosen result, Enter opens the search page.
      submit: (query) => {
        if (query.trim() !== '') location.assign(this.#pageHref(query));
      },
    });
    input.addEventListener('keydown', (event) => this.#press(event));
    this.#list.addEventListener('click', (event) => {
      const modified = event.ctrlKey || event.metaKey || event.shiftKey;
      // A result on the current page loads nothing, so the dialog must be closed.
      if (!modified) dialog.close();
    });
    dialog.addEventListener('close', () => controller.stop());
    fitKeyboard(dialog);
    controller.search(input.value);
  }

  #pageHref(query: string): string {
    return `${this.#page}?q=${encodeURIComponent(query.trim().toWellFormed())}`;
  }

  #press(event: KeyboardEvent): void {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const options = [...this.#list.children].filter((child) => child instanceof HTMLElement);
    const at = this.#active ? options.indexOf(this.#active) : -1;
    const move = (to: number) => {
      event.preventDefault();
      this.#activate(options[to]);
    };
    const { length } = options;
    if (event.key === 'ArrowDown' && length > 0) move(at + 1 < length ? at + 1 : 0);
    else if (event.key === 'ArrowUp' && length > 0) move(at > 0 ? at - 1 : length - 1);
    // Without a chosen result these keys move the caret, as usual.
    else if (event.key === 'Home' && at >= 0) move(0);
    else if (event.key === 'End' && at >= 0) move(length - 1);
    else if (event.key === 'Enter' && this.#active) {
      event.preventDefault();
      this.#active.click();
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') this.#activate(undefined);
  }

  #activate(option: HTMLElement | undefined): void {
    this.#active?.setAttribute('aria-selected', 'false');
    this.#active = option;
    if (!option) {
      this.#input.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', option.id);
  }

  #draw({ status, results, query }: SearchState, found: SearchUpdate | undefined): void {
    if (this.#active && !this.#active.isConnected) this.#activate(undefined);
    this.#list.hidden = results.length === 0;
    this.#input.setAttribute('aria-expanded', String(results.length > 0));
    this.#all.hidden = query.trim() === '' || (status === 'done' && !found);
    this.#all.href = this.#pageHref(query);
  }

  #option(result: SearchResult): HTMLElement {
    const { title, lang } = result;
    return element(
      'a',
      {
        id: `ui_search-option-${++this.#made}`,
        class: 'search-option',
        role: 'option',
        'aria-selected': 'false',
        tabindex: '-1',
        href: resultHref(result),
      },
      element('span', { class: 'search-title', lang: languageOf(title, lang) }, ...marked(title)),
      byline(result),
      passage('span', result),
    );
  }
}

/** What the dialog shows while the input is empty. */
function startPanel(submit: (query: string) => void): HTMLElement {
  return element(
    'section',
    { class: 'search-help' },
    element('h2', {}, strings.helpTitle),
    element(
      'dl',
      {},
      ...strings.help.map(({ query, meaning }) =>
        element(
          'div',
          {},
          element(
            'dt',
            {},
            button({ class: 'search-example' }, () => submit(query), query),
          ),
          element('dd', {}, meaning),
        ),
      ),
    ),
  );
}

function keyHints(): HTMLElement {
  const hint = (keys: string, meaning: string) =>
    element('span', {}, element('kbd', {}, keys), ` ${meaning}`);
  const { choose, open, close } = strings.keys;
  return element(
    'p',
    { class: 'search-keys', 'aria-hidden': 'true' },
    hint('↑↓', choose),
    hint('↵', open),
    hint('Esc', close),
  );
}

/**
 * Keeps a full-screen dialog above the on-screen keyboard. On iOS the keyboard covers the page
 * without resizing it; only the visual viewport tells
 * (https://developer.mozilla.org/docs/Web/API/VisualViewport).
 */
function fitKeyboard(dialog: HTMLDialogElement): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const fit = () => {
    if (dialog.open) dialog.style.setProperty('--visible-height', `${viewport.height}px`);
  };
  viewport.addEventListener('resize', fit);
  fit();
}
