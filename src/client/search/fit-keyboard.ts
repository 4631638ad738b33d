/**
 * Keeps a full-screen dialog above the on-screen keyboard. On iOS the keyboard covers the page
 * without resizing it; only the visual viewport tells
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
