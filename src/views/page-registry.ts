import { linkEntries, type LinkedPage } from '../content/navigation.ts';
import { termTypes, type TermType } from '../content/terms.ts';
import { articlesWithPages } from '../corpus/corpus.ts';
import { hasServiceWorker } from '../editions/edition-plan.ts';
import type { Steps } from '../shared/cooperative.ts';
import { aboutViews } from './about-view.ts';
import { archiveIndexViews, archiveViews } from './archive-views.ts';
import { atlasSection, atlasViews } from './atlas-view.ts';
import type { ViewContext } from './context.ts';
import { draftsViews } from './drafts-view.ts';
import { glossarySection, glossaryViews } from './glossary-views.ts';
import { homeViews } from './home-view.ts';
import { hubViews, termSection, type HubSection } from './hub-view.ts';
import { insightViews } from './insights-view.ts';
import { notFoundViews, offlineViews } from './message-views.ts';
import {
  withLists,
  type MadePages,
  type PageContext,
  type PageKind,
  type PlannedPageContext,
} from './page-kind.ts';
import { problemsViews } from './problems-view.ts';
import { searchViews } from './search-view.ts';
import type { NavigationView } from './site-view.ts';
import { countTermPages, termIndexPages, termPages } from './term-views.ts';

type TermKindName = TermType | `${TermType}-index`;

/** The index of each type of term, and the pages of its terms. */
const termKinds = Object.fromEntries(
  termTypes.flatMap((type): [TermKindName, PageKind][] => [
    [
      `${type}-index`,
      {
        layout: 'layouts/term-index.njk',
        pages: (context: PageContext) => termIndexPages(context, type),
        hubSection: (context: ViewContext) => termSection(context, type),
      },
    ],
    [
      type,
      {
        layout: 'layouts/term.njk',
        count: (context: PageContext) => countTermPages(context, type),
        pages: (context: PlannedPageContext) => termPages(context, type),
      },
    ],
  ]),
) as Readonly<Record<TermKindName, PageKind>>;

/**
 * Every kind of page but posts and redirects, in the order of the sitemap. A kind may have no page,
 * e.g. where there is nothing to list.
 */
const kinds = {
  home: { layout: 'layouts/home.njk', pages: homeViews, linkText: (ui) => ui.titles.home },
  ...termKinds,
  'archive-index': { layout: 'layouts/archive-index.njk', pages: archiveIndexViews },
  archive: { layout: 'layouts/listing.njk', pages: archiveViews },
  glossary: {
    layout: 'layouts/glossary.njk',
    pages: glossaryViews,
    hubSection: glossarySection,
  },
  atlas: { layout: 'layouts/atlas.njk', pages: atlasViews, hubSection: atlasSection },
  hub: {
    layout: 'layouts/hub.njk',
    pages: (context: PageContext) => hubViews(context, hubSections(context)),
  },
  insights: { layout: 'layouts/insights.njk', pages: insightViews },
  search: { layout: 'layouts/search.njk', pages: searchViews, inSitemap: false },
  about: { layout: 'layouts/about.njk', pages: aboutViews },
  offline: {
    layout: 'layouts/message.njk',
    count: ({ config, isDev }) => (hasServiceWorker(config, isDev) ? 1 : 0),
    pages: offlineViews,
    inSitemap: false,
  },
  'not-found': { layout: 'layouts/message.njk', pages: notFoundViews, inSitemap: false },
  drafts: { layout: 'layouts/listing.njk', pages: draftsViews, inSitemap: false },
  problems: {
    layout: 'layouts/problems.njk',
    count: ({ isDev }) => (isDev ? 1 : 0),
    pages: problemsViews,
    inSitemap: false,
  },
} satisfies Readonly<Record<string, PageKind>>;

/** Unique; templates find the pages of a kind as `pages.<name>`. */
export type PageName = keyof typeof kinds;

const allKinds: ReadonlyMap<PageName, PageKind> = new Map(
  Object.entries(kinds) as [PageName, PageKind][],
);

function hubSections(context: ViewContext): readonly HubSection[] {
  return [...allKinds.values()].flatMap(({ hubSection }) => hubSection?.(context) ?? []);
}

/** The pages of each kind. */
export type PagesByKind = ReadonlyMap<PageName, MadePages>;

/** The pages of a site that name no edition, and how many pages it has in all. */
export interface PageDraft {
  readonly context: PageContext;
  readonly made: PagesByKind;
  /** Files of the site's pages and of the lists they fetch: exact, redirects apart. */
  readonly files: number;
}

/** Makes the pages of all kinds without `count`, and counts those of the others. */
export function* draftPages(context: PageContext): Steps<PageDraft> {
  const made = new Map<PageName, MadePages>();
  let files = articlesWithPages(context.corpus).length;
  for (const [name, kind] of allKinds) {
    if (kind.count) {
      files += kind.count(context);
    } else {
      const own = withLists(kind.pages(context));
      made.set(name, own);
      files += own.pages.length + own.lists.length;
    }
    yield;
  }
  return { context, made, files };
}

/** Makes the pages of kinds with `count`, once it is decided which editions there are. */
export function* finishPages(context: PlannedPageContext, made: PagesByKind): Steps<PagesByKind> {
  const all = new Map<PageName, MadePages>();
  for (const [name, kind] of allKinds) {
    const known = made.get(name);
    all.set(name, known ?? withLists(kind.pages(context)));
    if (!known) yield;
  }
  return all;
}

/** How pages of a kind are printed. */
export function printedAs(name: PageName): {
  readonly layout: string;
  readonly inSitemap: boolean;
} {
  const { layout, inSitemap = true }: PageKind = kinds[name];
  return { layout, inSitemap };
}

/** The kind of a page that the settings name; `area` and `archive` stand for their indexes. */
function kindOf(page: LinkedPage): PageName {
  const index = `${page}-index`;
  return [...allKinds.keys()].find((name) => name === index) ?? page;
}

/** Leads to pages and addresses, in the order of the settings. A kind without pages is left out. */
export function navigationOf({ ui, config }: ViewContext, made: PagesByKind): NavigationView {
  const linksTo = (list: 'footer' | 'navigation') =>
    linkEntries(config, list).flatMap((entry): NavigationView['footer'] => {
      if (!('page' in entry)) {
        const { label, href, rel } = entry;
        return [{ name: label, href, ...(rel !== undefined && { rel }) }];
      }
      const { page, label } = entry;
      const name = kindOf(page);
      const [first] = made.get(name)?.pages ?? [];
      if (!first) return [];
      const kind: PageKind = kinds[name];
      // Pages below the hub that are named beside it do not stand for all of them.
      const isSection = first.section !== 'index' || page === 'hub';
      return [
        {
          ...(isSection && { key: first.section }),
          name: label ?? kind.linkText?.(ui) ?? first.title,
          href: first.href,
        },
      ];
    });
  return { navigation: linksTo('navigation'), footer: linksTo('footer') };
}
