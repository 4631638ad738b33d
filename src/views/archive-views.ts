import type { ShownArticle } from '../ingest/types.ts';
import type { ViewContext } from './context.ts';
import { pageHead } from './head.ts';
import { listingViews } from './listing-view.ts';
import type { PostCardView } from './card-view.ts';
import type { ListingView } from './listing-view.ts';
import type { PageView } from './types.ts';

/** All years with their months. */
export interface ArchiveIndexView extends PageView {
  readonly title: string;
  readonly lead: string;
  readonly years: readonly {
    readonly year: string;
    readonly href: string;
    readonly count: number;
    readonly months: readonly {
      readonly label: string;
      readonly href: string;
      readonly count: number;
    }[];
  }[];
}

export interface ArchiveViews {
  /** One page: all years with their months. */
  readonly index: readonly ArchiveIndexView[];
  /** The pages of every year and every month. */
  readonly pages: readonly ListingView[];
}

export function archiveViews(
  context: ViewContext,
  cardOf: (article: ShownArticle) => PostCardView,
): ArchiveViews {
  const { ui, links, corpus, config } = context;
  const size = config.pagination.listings;
  const home = { name: ui.home, href: links.home().href };
  const archive = { name: ui.archive, href: links.archive().href };
  const shared = { section: 'archive', size, cardOf };

  const pages = corpus.archive.flatMap(({ year, articles, months }) => {
    const yearName = ui.year(Number(year));
    return [
      ...listingViews(context, {
        ...shared,
        title: yearName,
        articles,
        addressOf: (page) => links.year(year, page),
        ancestors: [home, archive],
      }),
      ...months.flatMap(({ month, articles: own }) =>
        listingViews(context, {
          ...shared,
          title: ui.month(Number(year), Number(month)),
          articles: own,
          addressOf: (page) => links.month(year, month, page),
          ancestors: [home, archive, { name: yearName, href: links.year(year).href }],
        }),
      ),
    ];
  });
  return { index: [archiveIndexView(context)], pages };
}

function archiveIndexView(context: ViewContext): ArchiveIndexView {
  const { ui, links, corpus } = context;
  const { href, path } = links.archive();
  const breadcrumbs = [{ name: ui.home, href: links.home().href }, { name: ui.archive }];
  const years = corpus.archive.map(({ year }) => year);
  const lead = ui.listLead(corpus.articles.length, years.at(-1), years[0]);
  return {
    path,
    href,
    head: pageHead(context, {
      title: ui.archive,
      description: `${ui.archive} · ${lead}`,
      href,
      breadcrumbs,
    }),
    section: 'archive',
    breadcrumbs,
    title: ui.archive,
    lead,
    years: corpus.archive.map(({ year, articles, months }) => ({
      year: ui.year(Number(year)),
      href: links.year(year).href,
      count: articles.length,
      months: months.map(({ month, articles: own }) => ({
        label: ui.month(Number(year), Number(month)),
        href: links.month(year, month).href,
        count: own.length,
      })),
    })),
  };
}
