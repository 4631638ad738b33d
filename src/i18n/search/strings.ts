import type { SearchErrorCode } from '../../search/errors.ts';
import type { ResultCount, SearchOrder } from '../../search/query/types.ts';
import type { TermLabelTable } from '../term-labels.ts';

/** A query to try, with what it does. */
export interface SearchExample {
  readonly query: string;
  readonly meaning: string;
}

export interface SearchMessage {
  readonly title: string;
  readonly text: string;
}

/**
 * What the search interface says. Bundled with the search script, one language a site, so that no
 * page carries it: keep these modules free of side effects.
 */
export interface SearchStrings {
  /** Name of the page, the dialog and the button. */
  readonly title: string;
  readonly placeholder: string;
  readonly clear: string;
  readonly close: string;
  readonly submit: string;

  /** Heading above the syntax. */
  readonly helpTitle: string;
  readonly help: readonly SearchExample[];
  readonly browse: string;

  readonly loading: string;
  readonly searching: string;
  readonly count: (count: ResultCount) => string;
  /** Explains a count that is an upper limit. */
  readonly atMost: string;
  /** Announced after further results were added. */
  readonly shown: (shown: number) => string;
  readonly results: string;
  readonly more: string;
  /** Leads from the dialog to the search page. */
  readonly allResults: string;
  readonly inTitle: string;

  /** Names the choice of an order. */
  readonly order: string;
  readonly orders: Readonly<Record<SearchOrder, string>>;

  readonly filters: string;
  readonly activeFilters: string;
  /** A filter as its chip says it; `name` is what its type is called. */
  readonly filter: (name: string, value: string, negative: boolean) => string;
  readonly removeFilter: (filter: string) => string;
  readonly clearFilters: string;
  readonly terms: TermLabelTable;
  readonly year: string;
  readonly moreValues: string;
  readonly fewerValues: string;

  readonly alsoSearch: string;
  readonly nothing: (query: string) => string;
  readonly nothingTips: readonly string[];
  readonly unsearchable: SearchMessage;
  readonly errors: Readonly<Record<SearchErrorCode | 'unknown', SearchMessage>>;
  readonly retry: string;
  readonly reload: string;

  /** Hints below the dialog's results. */
  readonly keys: { readonly choose: string; readonly open: string; readonly close: string };

  readonly date: (isoDay: string) => string;
}
