import { termTypes, type TermType } from '../content/terms.ts';
import type { ViewContext } from './context.ts';
import { homeLink, plainPage } from './plain-page.ts';
import { indexEntry, type TermIndexEntryView } from './term-index-view.ts';
import type { PageView } from './types.ts';

/** The page that leads to all indexes. */
export interface IndexHubView extends PageView {
  readonly sections: readonly HubSection[];
}

/** What the hub shows of a kind of page. */
export interface HubSection {
  readonly name: string;
  readonly href: string;
  readonly lead: string;
  /** The terms with most posts, or what else stands for the whole. */
  readonly top: readonly TermIndexEntryView[];
}

/** What stands for a kind of page on the hub, at most. */
export const topEntries = 12;

/** One page: what leads to the index of every type of term, and to what else stands apart. */
export function hubViews(
  context: ViewContext,
  sections: readonly HubSection[],
): readonly IndexHubView[] {
  const { ui, links, corpus } = context;
  const types = termTypes.filter((type) => corpus.terms[type].terms.length > 0);
  const page = plainPage(context, {
    address: links.page('index'),
    title: ui.titles.index,
    section: 'index',
    ancestors: [homeLink(context)],
    description: types.map((type) => ui.terms[type].index).join(' · '),
  });
  return [{ ...page, sections }];
}

/** Undefined where there is no term of the type. */
export function termSection(context: ViewContext, type: TermType): HubSection | undefined {
  const { ui, links, corpus } = context;
  const { terms } = corpus.terms[type];
  if (terms.length === 0) return undefined;
  return {
    name: ui.terms[type].index,
    href: links.termIndex(type).href,
    lead: ui.termCount(terms.length),
    top: largestTerms(context, type),
  };
}

/** The terms of a type with most posts. */
export function largestTerms(context: ViewContext, type: TermType) {
  const { terms } = context.corpus.terms[type];
  return [...terms]
    .sort((a, b) => b.articles.length - a.articles.length)
    .slice(0, topEntries)
    .map((term) => indexEntry(context, term));
}
