import { termTypes } from '../content/terms.ts';
import type { ViewContext } from './context.ts';
import { homeLink, plainPage } from './plain-page.ts';
import { largestTerms } from './hub-view.ts';
import type { TermIndexEntryView } from './term-index-view.ts';
import type { LinkView, PageView } from './types.ts';

/** The search page. Its results are the work of a script; what stands here leads on without one. */
export interface SearchView extends PageView {
  /** The indexes of all types of terms. */
  readonly browse: readonly LinkView[];
  /** The tags with most posts. */
  readonly topTerms: readonly TermIndexEntryView[];
}

/**
 * The search page; none where the site has no search. Search engines need not know it: without a
 * query it holds nothing of its own.
 */
export function searchViews(context: ViewContext): readonly SearchView[] {
  const { ui, links, corpus, config } = context;
  if (!config.search.enabled) return [];
  const types = termTypes.filter((type) => corpus.terms[type].terms.length > 0);
  const page = plainPage(context, {
    address: links.page('search'),
    title: ui.search.script.title,
    section: 'search',
    ancestors: [homeLink(context)],
    description: ui.search.lead,
    robots: 'noindex',
  });
  return [
    {
      ...page,
      browse: [
        ...types.map((type) => ({ name: ui.terms[type].index, href: links.termIndex(type).href })),
        { name: ui.titles.archive, href: links.page('archive').href },
      ],
      topTerms: largestTerms(context, 'tag'),
    },
  ];
}
