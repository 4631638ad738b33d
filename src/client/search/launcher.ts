import type { SearchSettings } from './settings.ts';
import type { ScriptStrings } from '../../i18n/ui.ts';
import { actionButtons, all, element } from '../dom.ts';
import type * as Search from './search.ts';
import { makeDialogShell } from './dialog-shell.ts';

/**
 * Wires the search button and Ctrl or ⌘ with K. They open the dialog, or focus the input on the
 * search page. Script and index are fetched on first use; the input is there at once and keeps what
 * is typed meanwhile.
 * @returns a function that opens the search, for the key `/`.
 */
export function initSearch(strings: ScriptStrings): (() => void) | undefined {
  const buttons = actionButtons('search');
  const [opener] = buttons;
  const { script, index, page } = opener?.dataset ?? {};
  if (!opener || script === undefined || index === undefined || page === undefined)
    return undefined;
  const settings = { script, index, page };
  const root = document.querySelector<HTMLElement>('[data-search-page]');
  const open = root
    ? preparePage(root, settings, strings)
    : prepareDialog(opener, settings, strings);
  for (const button of buttons) button.addEventListener('click', open);
  document.addEventListener('keydown', (event) => {
    const chord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!chord || event.key.toLowerCase() !== 'k' || event.isComposing) return;
    // Leave the keys to another open dialog.
    if (document.querySelector('dialog[open]:not(.search-dialog)')) return;
    event.preventDefault();
    open();
  });
  return open;
}

/**
 * Returns a function that loads the search script, once, and hands it to `attach`. Meanwhile `box`
 * is marked; when loading fails, `panel` says so. A failed `import()` is cached under its URL, so a
 * retry adds a fragment.
 */
function scriptLoader(
  script: string,
  box: HTMLElement,
  panel: HTMLElement,
  failure: string,
  attach: (search: typeof Search) => void,
): () => Promise<void> {
  let failures = 0;
  let started = false;
  return async () => {
    if (started) return;
    started = true;
    panel.replaceChildren();
    box.classList.add('is-loading');
    try {
      const address = failures === 0 ? script : `${script}#${failures}`;
      attach((await import(address)) as typeof Search);
    } catch {
      started = false;
      failures++;
      panel.replaceChildren(element('p', { class: 'search-message', role: 'alert' }, failure));
    } finally {
      box.classList.remove('is-loading');
    }
  };
}

function prepareDialog(
  opener: Element,
  settings: SearchSettings,
  { close, filterFailed }: ScriptStrings,
): () => void {
  const make = () => {
    const shell = makeDialogShell(opener, settings.page, close);
    const { dialog, input, panel } = shell;
    const load = scriptLoader(settings.script, dialog, panel, filterFailed, ({ attachDialog }) =>
      attachDialog(shell, settings),
    );
    input.addEventListener('input', () => void load());
    document.body.append(dialog);
    return () => {
      if (!dialog.open) dialog.showModal();
      input.select();
      void load();
    };
  };
  let open: (() => void) | undefined;
  return () => {
    open ??= make();
    open();
  };
}

function preparePage(
  root: HTMLElement,
  settings: SearchSettings,
  { filterFailed }: ScriptStrings,
): () => void {
  const form = root.querySelector('form');
  const input = root.querySelector('input');
  const results = root.querySelector<HTMLElement>('[data-search-results]');
  const start = root.querySelector<HTMLElement>('[data-search-start]');
  if (!form || !input || !results || !start) return () => undefined;
  const load = scriptLoader(settings.script, root, results, filterFailed, ({ attachPage }) =>
    attachPage({ root, form, input, results, start }, settings),
  );
  for (const type of ['focus', 'input']) input.addEventListener(type, () => void load());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void load();
  });
  for (const example of all<HTMLButtonElement>('.search-example', root)) {
    example.addEventListener('click', () => {
      input.value = example.value;
      input.focus();
      input.dispatchEvent(new Event('input'));
    });
  }
  const query = new URLSearchParams(location.search).get('q');
  if (query !== null) input.value = query;
  // The browser may have restored an earlier input.
  if (input.value !== '') void load();
  return () => {
    input.focus();
    input.select();
  };
}
