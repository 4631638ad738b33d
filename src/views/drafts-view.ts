import { compareNewestFirst } from '../corpus/article-order.ts';
import { articlesWithPages } from '../corpus/corpus.ts';
import { listingViews, type ListingView } from './listing-view.ts';
import type { PageContext } from './page-kind.ts';
import { homeLink } from './plain-page.ts';

/** All posts that are not public; only in the dev server. */
export function draftsViews(context: PageContext): readonly ListingView[] {
  if (!context.isDev) return [];
  const { ui, links, corpus, config } = context;
  const held = articlesWithPages(corpus)
    .filter(({ post }) => post.heldBack !== undefined || post.visibility === 'unlisted')
    .sort(compareNewestFirst);
  return listingViews(context, {
    title: ui.titles.drafts,
    section: 'drafts',
    articles: held,
    size: config.pagination.listings,
    addressOf: (number) => links.page('drafts', number),
    ancestors: [homeLink(context)],
    lead: ui.dev.draftsLead(held.length),
  });
}
