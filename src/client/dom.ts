/** All elements that match a selector and are of the given class. */
export function all<T extends Element = HTMLElement>(
  selector: string,
  within: ParentNode = document,
): T[] {
  return [...within.querySelectorAll<T>(selector)];
}

/** The buttons of an action. They are `hidden` in the markup until scripts can respond. */
export function actionButtons(action: string): HTMLButtonElement[] {
  const buttons = all<HTMLButtonElement>(`button[data-action="${action}"]`);
  for (const button of buttons) button.hidden = false;
  return buttons;
}

/** Announces a message to screen readers, in the page's one live region. */
export function announce(message: string): void {
  const region = document.querySelector('[data-announcer]');
  if (!region) return;
  region.textContent = '';
  // Empty the region first: repeating the same message would change nothing, so nothing would
  // be read.
  setTimeout(() => (region.textContent = message), 50);
}

/**
 * Stores a setting, or removes it when `value` is undefined. Storage may be blocked; the page must
 * work without it.
 */
export function saveSetting(key: string, value: string | undefined): void {
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

/** The element that a fragment names. Ids may be Chinese and percent-encoded. */
export function fragmentTarget(hash: string): HTMLElement | null {
  if (hash.length < 2) return null;
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return document.getElementById(hash.slice(1));
  }
}

/** Copies text. @returns whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
