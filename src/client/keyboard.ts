/** What a key does, by the character it types; undefined where the page lacks it. */
export type Shortcuts = Record<string, (() => void) | undefined>;

const typing =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"]';

/**
 * Single keys work only where nothing else uses them: not while typing, not with modifiers, not in
 * a dialog.
 */
export function initKeyboard(shortcuts: Readonly<Shortcuts>): void {
  document.addEventListener('keydown', (event) => {
    // Shift is allowed: most keyboards need it for `?`.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.isComposing || event.repeat || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(typing)) return;
    if (document.querySelector('dialog[open]')) return;
    const run = Object.hasOwn(shortcuts, event.key) ? shortcuts[event.key] : undefined;
    if (!run) return;
    event.preventDefault();
    run();
  });
}
