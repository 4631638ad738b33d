import { termTypes } from '../content/terms.ts';
import type { TermType } from '../content/terms.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { ViewContext } from './context.ts';
import { mostExplained } from './glossary-views.ts';
import { pageHead } from './head.ts';
import { listingViews } from './listing-view.ts';
import { indexEntry } from './term-index-view.ts';
import type { PostCardView } from './card-view.ts';
import type { ListingView } from './listing-view.ts';
import type { TermIndexEntryView } from './term-index-view.ts';
import type { PageView } from './types.ts';

/** The page that leads to all indexes. */
export interface IndexHubView extends PageView {
  readonly title: string;
  readonly sections: readonly {
    readonly name: string;
    readonly href: string;
    readonly lead: string;
    /** The terms with most posts. */
    readonly top: readonly TermIndexEntryView[];
  }[];
}

/** Terms that stand for a type on the hub. */
const topTerms = 12;

/** The page that leads to the index of every type of term. */
export function indexHubView(context: ViewContext): IndexHubView {
  const { ui, links, corpus } = context;
  const { href, path } = links.page('index');
  const breadcrumbs = [{ name: ui.home, href: links.home().href }, { name: ui.index }];
  const types = termTypes.filter((type) => corpus.terms[type].terms.length > 0);
  return {
    path,
    href,
    head: pageHead(context, {
      title: ui.index,
      description: types.map((type) => ui.terms[type].index).join(' · '),
      href,
      breadcrumbs,
    }),
    section: 'index',
    breadcrumbs,
    title: ui.index,
    sections: [
      ...types.map((type) => ({
        name: ui.terms[type].index,
        href: links.termIndex(type).href,
        lead: ui.termCount(corpus.terms[type].terms.length),
        top: largestTerms(context, type),
      })),
      ...glossarySection(context),
      ...atlasSection(context),
    ],
  };
}

/** The terms of a type with most posts. */
export function largestTerms(context: ViewContext, type: TermType) {
  const { terms } = context.corpus.terms[type];
  return [...terms]
    .sort((a, b) => b.articles.length - a.articles.length)
    .slice(0, topTerms)
    .map((term) => indexEntry(context, term));
}

function glossarySection(context: ViewContext): IndexHubView['sections'] {
  const { ui, links, corpus, glossary } = context;
  const { entries } = corpus.glossary;
  if (entries.length === 0) return [];
  return [
    {
      name: ui.glossary.title,
      href: links.glossary().href,
      lead: ui.glossary.count(entries.length),
      top: mostExplained(entries, topTerms).map((entry) => ({
        name: entry.term,
        href: glossary.hrefOf(entry),
        count: entry.articles.length,
        others: [],
      })),
    },
  ];
}

function atlasSection({ ui, links, corpus }: ViewContext): IndexHubView['sections'] {
  const { months } = corpus.timeline;
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return [];
  return [
    {
      name: ui.atlas.title,
      href: links.page('atlas').href,
      lead: ui.listLead(corpus.articles.length, first.slice(0, 4), last.slice(0, 4)),
      top: [],
    },
  ];
}

/** All insights with their posts, newest first; no page where no post has one. */
export function insightViews(
  context: ViewContext,
  cardOf: (article: ShownArticle) => PostCardView,
): readonly ListingView[] {
  const { ui, links, corpus, config } = context;
  const articles = corpus.articles.filter(({ post }) => post.insight !== undefined);
  if (articles.length === 0) return [];
  return listingViews(context, {
    title: ui.insights,
    section: 'insights',
    articles,
    size: config.pagination.listings,
    addressOf: links.insights,
    ancestors: [
      { name: ui.home, href: links.home().href },
      { name: ui.index, href: links.page('index').href },
    ],
    lead: ui.insightsLead(articles.length),
    cardOf,
  });
}
