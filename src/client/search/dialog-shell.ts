import { button, element } from '../dom.ts';

/** The dialog before the search script has loaded: an input and empty containers. */
export interface DialogShell {
  readonly dialog: HTMLDialogElement;
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  readonly panel: HTMLElement;
}

/**
 * Builds the dialog. It is part of the page's script, so that it opens at once and no key is lost.
 * The input has type `text`, since browsers handle Escape themselves in type `search`.
 * @param opener the button that opens it; the label is the same.
 * @param page URL of the search page, where Enter leads.
 * @param close label of the button that closes it.
 */
export function makeDialogShell(opener: Element, page: string, close: string): DialogShell {
  const label = opener.getAttribute('aria-label') ?? '';
  const input = element('input', {
    name: 'q',
    type: 'text',
    inputmode: 'search',
    enterkeyhint: 'search',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    autofocus: true,
    'aria-label': label,
  });
  const shut = button({ class: 'search-close', 'aria-label': close }, () => dialog.close());
  const icon = element('span', { class: 'search-icon' });
  const box = { class: 'search-box', role: 'search', action: page };
  const form = element('form', box, icon, input, shut);
  const panel = element('div', { class: 'search-panel' });
  const dialog = element('dialog', { class: 'search-dialog', 'aria-label': label }, form, panel);
  // The dialog has no padding, so only clicks on the backdrop have it as target.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  return { dialog, form, input, panel };
}
