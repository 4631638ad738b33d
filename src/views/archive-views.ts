import type { ViewContext } from './context.ts';
import { listingViews, type ListingView } from './listing-view.ts';
import { homeLink, plainPage } from './plain-page.ts';
import type { PageContext } from './page-kind.ts';
import type { PageView } from './types.ts';

/** All years with their months. */
export interface ArchiveIndexView extends PageView {
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

/** Pages of each year and month. */
export function archiveViews(context: PageContext): readonly ListingView[] {
  const { ui, links, corpus, config } = context;
  const size = config.pagination.listings;
  const home = homeLink(context);
  const archive = { name: ui.titles.archive, href: links.page('archive').href };
  const shared = { section: 'archive', size };

  return corpus.archive.flatMap(({ year, articles, months }) => {
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
}

/** One page with all years and their months. */
export function archiveIndexViews(context: ViewContext): readonly ArchiveIndexView[] {
  const { ui, links, corpus } = context;
  const years = corpus.archive.map(({ year }) => year);
  const lead = ui.listLead(corpus.articles.length, years.at(-1), years[0]);
  const page = plainPage(context, {
    address: links.page('archive'),
    title: ui.titles.archive,
    section: 'archive',
    ancestors: [homeLink(context)],
    description: `${ui.titles.archive} · ${lead}`,
  });
  return [
    {
      ...page,
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
    },
  ];
}
