import type { TermType } from '../content/terms.ts';
import type { ViewContext } from './context.ts';
import {
  countEntityPages,
  entityViews,
  type EntityView,
  type OlderEntityView,
} from './entity-view.ts';
import { pagesOfListing } from './listing-view.ts';
import type { PlannedPageContext } from './page-kind.ts';
import { indexedTerms, termIndexViews, termLists, type TermIndexView } from './term-index-view.ts';
import type { TermListFile } from './term-list.ts';

/** The index of a type of term. */
export interface TermIndexPages {
  /** In one or more parts. */
  readonly pages: readonly TermIndexView[];
  /** Data of the filter box. */
  readonly lists: readonly TermListFile[];
}

export function termIndexPages(context: ViewContext, type: TermType): TermIndexPages {
  const entries = indexedTerms(context, type);
  return {
    pages: termIndexViews(context, type, entries),
    lists: termLists(context, type, entries),
  };
}

/** Every page of every term of a type that has pages. */
export function termPages(
  context: PlannedPageContext,
  type: TermType,
): readonly (EntityView | OlderEntityView)[] {
  return termsWithPages(context, type).flatMap((term) =>
    pagesOfListing(entityViews(context, term)),
  );
}

/** How many `termPages` makes. */
export function countTermPages(context: ViewContext, type: TermType): number {
  return termsWithPages(context, type).reduce(
    (sum, term) => sum + countEntityPages(context, term),
    0,
  );
}

function termsWithPages({ corpus }: ViewContext, type: TermType) {
  return corpus.terms[type].terms.filter(({ hasPage }) => hasPage);
}
