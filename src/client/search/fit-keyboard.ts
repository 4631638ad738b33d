/**
 * Keeps a full-screen dialog above the keyboard of a phone: where the keyboard covers the page
 * instead of shrinking it (iOS), only the visual viewport knows
 * (https://developer.mozilla.org/docs/Web/API/VisualViewport).
 */
export function fitKeyboard(dialog: HTMLDialogElement): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const fit = () => {
    if (dialog.open) dialog.style.setProperty('--visible-height', `${viewport.height}px`);
  };
  viewport.addEventListener('resize', fit);
  fit();
}
