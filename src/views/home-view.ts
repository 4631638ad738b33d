import { siteDescription } from './head.ts';
import { listingViews, type ListingView } from './listing-view.ts';
import type { PageContext } from './page-kind.ts';

/** All posts, newest first. */
export function homeViews(context: PageContext): readonly ListingView[] {
  const { config, corpus, links } = context;
  return listingViews(context, {
    title: config.title,
    section: 'home',
    articles: corpus.articles,
    size: config.pagination.home,
    addressOf: links.home,
    ancestors: [],
    description: siteDescription(config),
  });
}
