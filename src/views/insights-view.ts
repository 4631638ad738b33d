import { listingViews, type ListingView } from './listing-view.ts';
import type { PageContext } from './page-kind.ts';
import { belowHub } from './plain-page.ts';

/** All insights with their posts, newest first; no page where no post has one. */
export function insightViews(context: PageContext): readonly ListingView[] {
  const { ui, links, corpus, config } = context;
  const articles = corpus.articles.filter(({ post }) => post.insight !== undefined);
  if (articles.length === 0) return [];
  return listingViews(context, {
    title: ui.titles.insights,
    section: 'insights',
    articles,
    size: config.pagination.listings,
    addressOf: (number) => links.page('insights', number),
    ancestors: belowHub(context),
    lead: ui.insightsLead(articles.length),
  });
}
