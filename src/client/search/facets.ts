import { typesWhere } from '../../content/terms.ts';
import { columnTypes } from '../../search/columns.ts';
import type { Facets, FacetValue } from '../../search/query/types.ts';
import { button, element, syncChildren } from '../dom.ts';
import { filtersOf, sameFilter, toggleFilter } from './query-edit.ts';
import { filterName, strings } from './strings.ts';

/** Types that are counted in every search. */
const ownTypes = [...columnTypes, 'year'] as const;
/** Types with a file of their own, fetched when their group is opened. */
const otherTypes = typesWhere('isFacet').filter(
  (type) => !(columnTypes as readonly string[]).includes(type),
);
/** Values shown until the reader asks for all. */
const firstValues = 6;
/** Up to this width, the panel is folded. */
const narrow = '(max-width: 60rem)';

/** Facets with counts. Choosing a value adds a filter to the query. */
export class FacetPanel {
  readonly panel = element('details', { class: 'search-facets' });
  readonly #groups: readonly FacetGroup[];

  /**
   * @param submit replaces the query and searches at once.
   * @param count requests the counts of another type.
   */
  constructor(submit: (query: string) => void, count: (type: string) => void) {
    this.#groups = [
      ...ownTypes.map((type) => new FacetGroup(type, submit)),
      ...otherTypes.map((type) => new FacetGroup(type, submit, count)),
    ];
    this.panel.append(
      element('summary', {}, strings.filters),
      ...this.#groups.map(({ group }) => group),
    );
    // On a wide page the panel stands beside the results and is always open.
    const narrowed = matchMedia(narrow);
    const fit = () => {
      this.panel.open = !narrowed.matches;
    };
    fit();
    narrowed.addEventListener('change', fit);
  }

  show(facets: Facets, query: string): void {
    for (const group of this.#groups) group.show(facets[group.type], query);
  }
}

class FacetGroup {
  readonly type: string;
  readonly group: HTMLElement;
  readonly #submit: (query: string) => void;
  readonly #list = element('ul', {});
  readonly #more: HTMLButtonElement;
  readonly #buttons = new Map<string, HTMLButtonElement>();
  readonly #always: boolean;
  #values: readonly FacetValue[] = [];
  #query = '';
  #all = false;

  /** @param count requests the counts when the group is opened; absent if they always arrive. */
  constructor(type: string, submit: (query: string) => void, count?: (type: string) => void) {
    this.type = type;
    this.#submit = submit;
    this.#always = count === undefined;
    this.#more = button({ class: 'link-button search-facet-more' }, () => {
      this.#all = !this.#all;
      this.#draw();
    });
    const name = filterName(type);
    if (count) {
      const group = element(
        'details',
        { class: 'search-facet' },
        element('summary', {}, name),
        this.#list,
        this.#more,
      );
      group.addEventListener('toggle', () => {
        if (group.open) count(type);
      });
      this.group = group;
    } else {
      const id = `ui_search-facet-${type}`;
      this.group = element(
        'section',
        { class: 'search-facet', 'aria-labelledby': id },
        element('h2', { id }, name),
        this.#list,
        this.#more,
      );
    }
    this.#list.setAttribute('aria-label', name);
  }

  show(values: readonly FacetValue[] | undefined, query: string): void {
    this.#values = values ?? [];
    this.#query = query;
    this.#draw();
  }

  #draw(): void {
    const filters = filtersOf(this.#query);
    const isChosen = (name: string) =>
      filters.some((own) => sameFilter(own, { type: this.type, value: name, negative: false }));
    const shown = this.#all
      ? this.#values
      : this.#values.filter(({ name }, index) => index < firstValues || isChosen(name));
    const most = Math.max(1, ...this.#values.map(({ count }) => count));
    syncChildren(
      this.#list,
      shown.map((value) => this.#item(value, isChosen(value.name), most)),
    );
    this.#more.hidden = this.#values.length <= firstValues;
    this.#more.textContent = this.#all ? strings.fewerValues : strings.moreValues;
    this.#more.setAttribute('aria-expanded', String(this.#all));
    if (this.#always) this.group.hidden = this.#values.length === 0;
  }

  #item({ name, count }: FacetValue, chosen: boolean, most: number): HTMLElement {
    const known = this.#buttons.get(name);
    const filter = { type: this.type, value: name, negative: false };
    const choose = () => this.#submit(toggleFilter(this.#query, filter));
    const made =
      known ??
      button(
        { class: 'search-value' },
        choose,
        element('span', { class: 'search-value-name' }, name),
        element('span', { class: 'count' }),
      );
    this.#buttons.set(name, made);
    made.setAttribute('aria-pressed', String(chosen));
    // The share as the length of a bar. Set by script, since the CSP forbids inline styles.
    made.style.setProperty('--share', String(count / most));
    const number = made.lastElementChild;
    if (number) number.textContent = count.toLocaleString('en-US');
    return made.parentElement ?? element('li', {}, made);
  }
}
