import type { SearchOrder } from '../../search/query/types.ts';
import { button, element } from '../dom.ts';
import { strings } from './strings.ts';

const orders: readonly SearchOrder[] = ['relevance', 'newest'];

/** The choice between relevance and newest first. */
export class OrderChoice {
  readonly group = element('div', {
    class: 'search-order',
    role: 'group',
    'aria-label': strings.order,
  });
  readonly #buttons: ReadonlyMap<SearchOrder, HTMLButtonElement>;

  constructor(choose: (order: SearchOrder) => void) {
    this.#buttons = new Map(
      orders.map((order) => [
        order,
        button({ class: 'search-order-choice' }, () => choose(order), strings.orders[order]),
      ]),
    );
    this.group.append(...this.#buttons.values());
  }

  show(chosen: SearchOrder): void {
    for (const [order, choice] of this.#buttons) {
      choice.setAttribute('aria-pressed', String(order === chosen));
    }
  }
}
