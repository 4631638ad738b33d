import { listingViews } from './listing-view.ts';
import type { ListingView } from './listing-view.ts';
import type { PageContext } from './page-kind.ts';

/** All posts, newest first. */
export function homeViews(context: PageContext): readonly ListingView[] {
  const { config, corpus, links, cardOf } = context;
  return listingViews(context, {
    title: config.title,
    section: 'home',
    articles: corpus.articles,
    size: config.pagination.home,
    addressOf: links.home,
    ancestors: [],
    description: config.description,
    cardOf,
  });
}
