/** The dialog before the search script has loaded: an input and empty containers. */
export interface DialogShell {
  readonly dialog: HTMLDialogElement;
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  readonly panel: HTMLElement;
}

export interface DialogShellOptions {
  readonly label: string;
  readonly close: string;
  readonly icon: SVGElement | undefined;
  /** URL of the search page, where Enter leads. */
  readonly page: string;
}

/**
 * Builds the dialog. It is part of the page's script, so that it opens at once and no key is lost.
 * The input has type `text`, since browsers handle Escape themselves in type `search`.
 */
export function makeDialogShell({ label, close, icon, page }: DialogShellOptions): DialogShell {
  const dialog = document.createElement('dialog');
  dialog.className = 'search-dialog';
  dialog.setAttribute('aria-label', label);

  const form = document.createElement('form');
  form.className = 'search-box';
  form.action = page;
  form.setAttribute('role', 'search');

  const input = document.createElement('input');
  input.name = 'q';
  input.type = 'text';
  input.inputMode = 'search';
  input.enterKeyHint = 'search';
  input.autocomplete = 'off';
  input.autocapitalize = 'off';
  input.spellcheck = false;
  input.autofocus = true;
  input.setAttribute('aria-label', label);

  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'search-close';
  button.setAttribute('aria-label', close);
  button.addEventListener('click', () => {
    dialog.close();
  });

  const panel = document.createElement('div');
  panel.className = 'search-panel';

  if (icon) {
    const copy = icon.cloneNode(true) as SVGElement;
    for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id');
    form.append(copy);
  }
  form.append(input, button);
  dialog.append(form, panel);
  // The dialog has no padding, so only clicks on the backdrop have it as target.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  return { dialog, form, input, panel };
}
