import { button } from './elements.ts';
import { strings } from './strings.ts';

/** A button that empties a box. CSS shows it only when the box is not empty. */
export function clearButton(input: HTMLInputElement): HTMLButtonElement {
  return button({ class: 'search-clear', 'aria-label': strings.clear }, () => {
    input.value = '';
    input.focus();
    input.dispatchEvent(new InputEvent('input'));
  });
}
