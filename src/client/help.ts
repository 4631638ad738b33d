import { actionButtons } from './dom.ts';

/** Wires the help dialog. @returns a function that opens it, for the keyboard. */
export function initHelp(): () => void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-help]');
  if (!dialog) return () => undefined;
  const open = (): void => {
    if (!dialog.open) dialog.showModal();
  };
  for (const button of actionButtons('help')) button.addEventListener('click', open);
  dialog.addEventListener('click', ({ target, clientX: x, clientY: y }) => {
    // Only clicks on the backdrop or the padding have the dialog itself as target.
    if (target !== dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const inside = x >= left && x <= right && y >= top && y <= bottom;
    if (!inside) dialog.close();
  });
  return open;
}
