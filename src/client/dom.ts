/** All elements that a selector finds, typed by the class they must have. */
export function all<T extends Element = HTMLElement>(
  selector: string,
  within: ParentNode = document,
): T[] {
  return [...within.querySelectorAll<T>(selector)];
}

/** Buttons of one action; they are `hidden` in the markup until scripts can answer them. */
export function actionButtons(action: string): HTMLButtonElement[] {
  const buttons = all<HTMLButtonElement>(`button[data-action="${action}"]`);
  for (const button of buttons) button.hidden = false;
  return buttons;
}

/** Tells screen readers what happened, by the page's one live region. */
export function announce(message: string): void {
  const region = document.querySelector('[data-announcer]');
  if (!region) return;
  region.textContent = '';
  // The region must be seen empty first, or the same message twice would be said once.
  setTimeout(() => (region.textContent = message), 50);
}

/**
 * Keeps a setting, or forgets it when `value` is undefined; storage may be blocked, which must not
 * stop the page.
 */
export function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // The choice then lasts for this page only.
  }
}

export function prefersReducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** The element a fragment names; ids may be Chinese and arrive percent-encoded. */
export function fragmentTarget(hash: string): HTMLElement | null {
  if (hash.length < 2) return null;
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return document.getElementById(hash.slice(1));
  }
}

/** Copies text; resolves to whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
