import type { SearchResult } from '../../search/query/types.ts';
import { Announcer } from './announcer.ts';
import { clearButton } from './clear-button.ts';
import { SearchController } from './controller.ts';
import type { SearchState } from './controller.ts';
import type { DialogShell } from './dialog-shell.ts';
import { button, element, syncChildren } from './elements.ts';
import { FilterChips } from './filter-chips.ts';
import { fitKeyboard } from './fit-keyboard.ts';
import type { SearchSettings } from './settings.ts';
import { announcementFor, messageFor } from './messages.ts';
import { byline, languageOf, marked, markedPassage, resultHref } from './result-parts.ts';
import { strings } from './strings.ts';
import { Suggestions } from './suggestions.ts';
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
  readonly #shell: DialogShell;
  readonly #settings: SearchSettings;
  readonly #controller: SearchController;
  readonly #announcer = new Announcer();
  readonly #chips: FilterChips;
  readonly #suggestions: Suggestions;
  readonly #count = element('p', { class: 'search-count' });
  readonly #list = element('div', {
    id: 'ui_search-options',
    class: 'search-options',
    role: 'listbox',
    'aria-label': strings.results,
  });
  readonly #message = element('div', {});
  readonly #start: HTMLElement;
  readonly #all = element('a', { class: 'search-all' }, strings.allResults);
  readonly #options = new WeakMap<SearchResult, HTMLAnchorElement>();
  #active: HTMLElement | undefined;
  #made = 0;

  constructor(shell: DialogShell, settings: SearchSettings) {
    this.#shell = shell;
    this.#settings = settings;
    const { dialog, form, input, panel } = shell;
    const onChange = (state: SearchState) => {
      this.#draw(state);
    };
    this.#controller = new SearchController({ settings, pageSize, onChange });
    const submit = (query: string) => {
      input.value = query;
      input.focus();
      this.#controller.search(query);
    };
    this.#chips = new FilterChips({ submit, input });
    this.#suggestions = new Suggestions(submit);
    this.#start = startPanel(submit);

    input.placeholder = strings.placeholder;
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', this.#list.id);
    input.setAttribute('aria-expanded', 'false');
    input.after(clearButton(input));
    panel.replaceChildren(
      element(
        'div',
        { class: 'search-scroll' },
        this.#chips.list,
        this.#suggestions.line,
        this.#list,
        this.#message,
        this.#start,
      ),
      element('div', { class: 'search-foot' }, this.#count, keyHints(), this.#all),
    );
    dialog.append(this.#announcer.region);

    listenToTyping(form, input, {
      type: (query) => {
        this.#controller.type(query);
      },
      // Without a chosen result, Enter opens the search page.
      submit: (query) => {
        if (query.trim() !== '') location.assign(this.#pageHref(query));
      },
    });
    input.addEventListener('keydown', (event) => {
      this.#press(event);
    });
    this.#list.addEventListener('click', (event) => {
      const modified = event.ctrlKey || event.metaKey || event.shiftKey;
      // A result on the current page loads nothing, so the dialog must be closed.
      if (!modified) dialog.close();
    });
    dialog.addEventListener('close', () => {
      this.#controller.stop();
    });
    fitKeyboard(dialog);
    this.#controller.search(input.value);
  }

  #pageHref(query: string): string {
    return `${this.#settings.page}?q=${encodeURIComponent(query.trim().toWellFormed())}`;
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
    const { input } = this.#shell;
    if (!option) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  }

  #draw(state: SearchState): void {
    const { status, update, results, query, stale } = state;
    const { dialog, input } = this.#shell;
    dialog.classList.toggle('is-loading', status === 'searching');
    this.#list.classList.toggle('is-stale', stale);
    this.#chips.show(query);
    this.#suggestions.show(update?.suggestions ?? []);
    syncChildren(
      this.#list,
      results.map((result) => this.#option(result)),
    );
    if (this.#active && !this.#active.isConnected) this.#activate(undefined);
    this.#list.hidden = results.length === 0;
    input.setAttribute('aria-expanded', String(results.length > 0));
    const message = messageFor(state, () => {
      input.focus();
      this.#controller.retry();
    });
    this.#message.replaceChildren(...(message ? [message] : []));
    this.#start.hidden = status !== 'idle';
    const counted = update !== undefined && update.count.value > 0 && !update.unsearchable;
    this.#count.textContent = counted ? strings.count(update.count) : '';
    this.#all.hidden = query.trim() === '' || (status === 'done' && !counted);
    this.#all.href = this.#pageHref(query);
    this.#announcer.say(announcementFor(state));
  }

  #option(result: SearchResult): HTMLAnchorElement {
    const known = this.#options.get(result);
    if (known) return known;
    const { title, lang, snippet } = result;
    const id = `ui_search-option-${++this.#made}`;
    const option = element(
      'a',
      {
        id,
        class: 'search-option',
        role: 'option',
        'aria-selected': 'false',
        tabindex: '-1',
        href: resultHref(result),
      },
      element('span', { class: 'search-title', lang: languageOf(title, lang) }, ...marked(title)),
      byline(result),
      snippet.length > 0
        ? element(
            'span',
            { class: 'search-snippet', lang: languageOf(snippet, lang) },
            ...markedPassage(snippet),
          )
        : undefined,
    );
    this.#options.set(result, option);
    return option;
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
            button(
              { class: 'search-example' },
              () => {
                submit(query);
              },
              query,
            ),
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
