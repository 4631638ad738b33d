import type { TermType } from '../content/terms.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { ViewContext } from './context.ts';
import { entityViews } from './entity-view.ts';
import { indexedTerms, termIndexViews, termLists } from './term-index-view.ts';
import type { PostCardView } from './card-view.ts';
import type { EntityView } from './entity-view.ts';
import type { TermIndexView } from './term-index-view.ts';
import type { TermListFile } from './term-list.ts';

/** The pages of one type of term. */
export interface TermTypeViews {
  /** The index, in one or more parts. */
  readonly index: readonly TermIndexView[];
  /** Every page of every term that has pages. */
  readonly pages: readonly EntityView[];
  /** Data of the filter box. */
  readonly lists: readonly TermListFile[];
}

export function termTypeViews(
  context: ViewContext,
  type: TermType,
  cardOf: (article: ShownArticle) => PostCardView,
): TermTypeViews {
  const entries = indexedTerms(context, type);
  return {
    index: termIndexViews(context, type, entries),
    pages: context.corpus.terms[type].terms
      .filter((term) => term.hasPage)
      .flatMap((term) => entityViews(context, term, cardOf)),
    lists: termLists(context, type, entries),
  };
}
