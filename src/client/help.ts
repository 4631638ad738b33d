import { actionButtons } from './dom.ts';

/** Wires the help dialog. @returns a function that opens it, for the keyboard. */
export function initHelp(): () => void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-help]');
  if (!dialog) return () => undefined;
  const open = (): void => {
    if (!dialog.open) dialog.showModal();
  };
  for (const button of actionButtons('help')) button.addEventListener('click', open);
  dialog.addEventListener('click', (event) => {
    // Only clicks on the backdrop or the padding have the dialog itself as target.
    if (event.target !== dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const inside =
      event.clientX >= left &&
      event.clientX <= right &&
      event.clientY >= top &&
      event.clientY <= bottom;
    if (!inside) dialog.close();
  });
  return open;
}
