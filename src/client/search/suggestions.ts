import type { Suggestion } from '../../search/query/types.ts';
import { button, element, syncChildren } from '../dom.ts';
import { strings } from './strings.ts';

/** Offers other wordings. They are searched only when chosen. */
export class Suggestions {
  readonly line = element('p', { class: 'search-suggestions' });
  readonly #submit: (query: string) => void;

  constructor(submit: (query: string) => void) {
    this.#submit = submit;
  }

  show(suggestions: readonly Suggestion[]): void {
    this.line.hidden = suggestions.length === 0;
    const offers = suggestions.map(({ alternative, query }) =>
      button({ class: 'link-button' }, () => this.#submit(query), alternative),
    );
    const parts = offers.flatMap((offer, index) =>
      index === 0 ? [offer] : [document.createTextNode(' · '), offer],
    );
    syncChildren(this.line, [element('span', {}, strings.alsoSearch), ...parts]);
  }
}
