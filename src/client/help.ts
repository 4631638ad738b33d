import type { ScriptStrings } from '../i18n/ui.ts';
import { actionButtons, button, element } from './dom.ts';

/** Wires the keyboard help. @returns a function that opens it, for the keyboard. */
export function initHelp(strings: ScriptStrings): () => void {
  // A site's own templates may print one.
  let dialog = document.querySelector<HTMLDialogElement>('dialog[data-help]');
  if (dialog) closeOnBackdrop(dialog);
  const open = (): void => {
    if (!dialog) {
      closeOnBackdrop((dialog = helpDialog(strings)));
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
  };
  for (const button of actionButtons('help')) button.addEventListener('click', open);
  return open;
}

/** Explains the keys that this page knows. Only scripts can open it, so they make it. */
function helpDialog({ shortcuts, keys, search, close }: ScriptStrings): HTMLDialogElement {
  const has = (selector: string): boolean => document.querySelector(selector) !== null;
  const rows: readonly (readonly [key: string, meaning: string, isKnown: boolean])[] = [
    ['j', keys.nextSection, has('[data-toc]')],
    ['k', keys.previousSection, has('[data-toc]')],
    ['o', keys.originals, has('[data-action="originals"]')],
    ['/', search, has('[data-action="search"]')],
    ['t', keys.theme, true],
    ['?', keys.help, true],
    ['Esc', keys.escape, true],
  ];
  const entries = rows
    .filter(([, , isKnown]) => isKnown)
    .map(([key, meaning]) =>
      element('div', {}, element('dt', {}, element('kbd', {}, key)), element('dd', {}, meaning)),
    );
  const shut = button({ class: 'text-button' }, () => dialog.close(), close);
  const dialog = element(
    'dialog',
    { class: 'help', 'data-help': true, 'aria-labelledby': 'ui_help-title' },
    element('h2', { id: 'ui_help-title' }, shortcuts),
    element('dl', {}, ...entries),
    shut,
  );
  return dialog;
}

function closeOnBackdrop(dialog: HTMLDialogElement): void {
  dialog.addEventListener('click', ({ target, clientX: x, clientY: y }) => {
    // Only clicks on the backdrop or the padding have the dialog itself as target.
    if (target !== dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const inside = x >= left && x <= right && y >= top && y <= bottom;
    if (!inside) dialog.close();
  });
}
