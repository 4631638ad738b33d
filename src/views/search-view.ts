import { termTypes } from '../content/terms.ts';
import type { ViewContext } from './context.ts';
import { pageHead } from './head.ts';
import { largestTerms } from './hub-views.ts';
import type { SearchView } from './types.ts';

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
