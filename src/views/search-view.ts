import { termTypes } from '../content/terms.ts';
import type { ViewContext } from './context.ts';
import { pageHead } from './head.ts';
import { largestTerms } from './hub-view.ts';
import type { TermIndexEntryView } from './term-index-view.ts';
import type { LinkView, PageView } from './types.ts';

/** The search page. Its results are the work of a script; what stands here leads on without one. */
export interface SearchView extends PageView {
  readonly title: string;
  /** The indexes of all types of terms. */
  readonly browse: readonly LinkView[];
  /** The tags with most posts. */
  readonly topTerms: readonly TermIndexEntryView[];
}

/**
 * The search page. Search engines need not know it: without a query it holds nothing of its own.
 */
export function searchView(context: ViewContext): SearchView {
  const { ui, links, corpus } = context;
  const { href, path } = links.page('search');
  const title = ui.search.script.title;
  const breadcrumbs = [{ name: ui.home, href: links.home().href }, { name: title }];
  const types = termTypes.filter((type) => corpus.terms[type].terms.length > 0);
  return {
    path,
    href,
    head: pageHead(context, {
      title,
      description: ui.search.lead,
      href,
      breadcrumbs,
      robots: 'noindex',
    }),
    section: 'search',
    breadcrumbs,
    title,
    browse: [
      ...types.map((type) => ({ name: ui.terms[type].index, href: links.termIndex(type).href })),
      { name: ui.archive, href: links.archive().href },
    ],
    topTerms: largestTerms(context, 'tag'),
  };
}
