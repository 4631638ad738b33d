import type { SearchSettings } from './settings.ts';
import type { ScriptStrings } from '../../i18n/ui.ts';
import { actionButtons } from '../dom.ts';
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
  const { script, index, page } = buttons[0]?.dataset ?? {};
  if (script === undefined || index === undefined || page === undefined) return undefined;
  const settings = { index, page };
  const root = document.querySelector<HTMLElement>('[data-search-page]');
  const load = moduleLoader(script);
  const open = root
    ? preparePage(root, load, settings, strings)
    : prepareDialog(buttons[0], load, settings, strings);
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

type Load = () => Promise<typeof Search>;

/**
 * Loads the script once. A failed `import()` is cached under its URL, so a retry adds a
 * query string.
 */
function moduleLoader(script: string): Load {
  let attempt = 0;
  let loading: Promise<typeof Search> | undefined;
  return () => {
    const name = attempt === 0 ? script : `${script}#${attempt}`;
    loading ??= (import(name) as Promise<typeof Search>).catch((error: unknown) => {
      loading = undefined;
      attempt++;
      throw error;
    });
    return loading;
  };
}

function prepareDialog(
  button: HTMLElement | undefined,
  load: Load,
  settings: SearchSettings,
  { close, filterFailed }: ScriptStrings,
): () => void {
  let shell: ReturnType<typeof makeDialogShell> | undefined;
  let attached = false;
  const attach = async (): Promise<void> => {
    if (!shell || attached) return;
    shell.panel.replaceChildren();
    shell.dialog.classList.add('is-loading');
    try {
      const { attachDialog } = await load();
      if (attached) return;
      attached = true;
      attachDialog(shell, settings);
    } catch {
      showFailure(shell.panel, filterFailed);
    } finally {
      shell.dialog.classList.remove('is-loading');
    }
  };
  return () => {
    if (!shell) {
      const label = button?.getAttribute('aria-label') ?? '';
      const icon = button?.querySelector('svg') ?? undefined;
      shell = makeDialogShell({ label, close, icon, page: settings.page });
      shell.input.addEventListener('input', () => void attach());
      document.body.append(shell.dialog);
    }
    if (!shell.dialog.open) shell.dialog.showModal();
    shell.input.select();
    void attach();
  };
}

function preparePage(
  root: HTMLElement,
  load: Load,
  settings: SearchSettings,
  { filterFailed }: ScriptStrings,
): () => void {
  const form = root.querySelector('form');
  const input = root.querySelector('input');
  const results = root.querySelector<HTMLElement>('[data-search-results]');
  const start = root.querySelector<HTMLElement>('[data-search-start]');
  if (!form || !input || !results || !start) return () => undefined;
  let attached = false;
  const attach = async (): Promise<void> => {
    if (attached) return;
    root.classList.add('is-loading');
    try {
      const { attachPage } = await load();
      if (attached) return;
      attached = true;
      results.replaceChildren();
      attachPage({ root, form, input, results, start }, settings);
    } catch {
      showFailure(results, filterFailed);
    } finally {
      root.classList.remove('is-loading');
    }
  };
  for (const type of ['focus', 'input']) input.addEventListener(type, () => void attach());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void attach();
  });
  for (const example of root.querySelectorAll<HTMLButtonElement>('.search-example')) {
    example.addEventListener('click', () => {
      input.value = example.value;
      input.focus();
      input.dispatchEvent(new Event('input'));
    });
  }
  const query = new URLSearchParams(location.search).get('q');
  if (query !== null) input.value = query;
  // The browser may have restored an earlier input.
  if (input.value !== '') void attach();
  return () => {
    input.focus();
    input.select();
  };
}

function showFailure(place: HTMLElement, text: string): void {
  const message = document.createElement('p');
  message.className = 'search-message';
  message.setAttribute('role', 'alert');
  message.textContent = text;
  place.replaceChildren(message);
}
