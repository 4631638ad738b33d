import type { SearchErrorCode } from '../../search/errors.ts';
import type { ResultCount, SearchOrder } from '../../search/query/types.ts';
import type { TermLabelTable } from '../term-labels.ts';

/** An example query, with what it does. */
export interface SearchExample {
  readonly query: string;
  readonly meaning: string;
}

/** A message in place of results. */
export interface SearchMessage {
  readonly title: string;
  readonly text: string;
}

/**
 * Strings of the search interface. The search script is bundled with one language only: these
 * modules must have no side effects, so that the others can be dropped.
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
  /** Explains a count that is only an upper limit. */
  readonly atMost: string;
  /** Announced after more results were added. */
  readonly shown: (shown: number) => string;
  readonly results: string;
  readonly more: string;
  /** Link from the dialog to the search page. */
  readonly allResults: string;
  readonly inTitle: string;

  /** Label of the choice of order. */
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
