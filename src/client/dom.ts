import { decodeAddress } from '../shared/decode-address.ts';

/** All elements that match a selector and are of the given class. */
export function all<T extends Element = HTMLElement>(
  selector: string,
  within: ParentNode = document,
): T[] {
  return [...within.querySelectorAll<T>(selector)];
}

/** Text or a node; `undefined` adds nothing. Text is never parsed as HTML. */
export type Child = Node | string | undefined;

/**
 * Creates an element. Attributes that are `undefined` or false are omitted; `true` ones are empty.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false)
      made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** Creates a button. @param run called on a click. */
export function button(
  attributes: Readonly<Record<string, string | boolean | undefined>>,
  run: () => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, ...children);
  made.addEventListener('click', run);
  return made;
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

/** How to scroll to a place on this page. */
export function scrollBehavior(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}

/** The element that a fragment names. Ids may be Chinese and percent-encoded. */
export function fragmentTarget(hash: string): HTMLElement | null {
  return document.getElementById(decodeAddress(hash.slice(1)));
}

/**
 * Replaces an element's children and moves as few as possible, so that the others keep focus and
 * scroll position.
 */
export function syncChildren(parent: Element, children: readonly Node[]): void {
  const focused = document.activeElement;
  children.forEach((child, index) => {
    const present = parent.childNodes[index];
    if (present !== child) parent.insertBefore(child, present ?? null);
  });
  while (parent.childNodes.length > children.length) parent.lastChild?.remove();
  if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) {
    focused.focus({ preventScroll: true });
  }
}
