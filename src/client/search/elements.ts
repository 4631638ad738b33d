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
