import { button } from './elements.ts';
import { strings } from './strings.ts';

/** Empties a box; styles show it while there is something to empty. */
export function clearButton(input: HTMLInputElement): HTMLButtonElement {
  return button({ class: 'search-clear', 'aria-label': strings.clear }, () => {
    input.value = '';
    input.focus();
    input.dispatchEvent(new InputEvent('input'));
  });
}
