/** Text, or an element; nothing for `undefined`. Text is never read as markup. */
export type Child = Node | string | undefined;

/**
 * Makes an element. Attributes that are `undefined` or false are left out, `true` ones are empty.
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

/** A button that runs something. */
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
 * Makes the children of an element the given ones, moving as little as possible: what stays in
 * place keeps focus and scroll.
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
