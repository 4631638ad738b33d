import type { TermType } from '../content/post.ts';
import type { Term } from '../corpus/term-index.ts';
import type { Article } from '../ingest/types.ts';
import type { ViewContext } from './context.ts';
import { pageHead } from './head.ts';
import { termSegments } from './links.ts';
import type { Address } from './links.ts';
import { listingViews } from './listing-view.ts';
import { paginationView } from './pagination.ts';
import type {
  ListingView,
  PostCardView,
  TermIndexEntryView,
  TermIndexGroupView,
  TermIndexView,
  TermList,
} from './types.ts';

/** Entries of an index page at most: about 150 bytes each, so that no page exceeds 300 KB. */
const entriesPerIndexPage = 1500;

/** Terms above which the index offers a box to filter them; fewer are seen at a glance. */
const filterFrom = 60;

/** The pages of one type of term. */
export interface TermTypeViews {
  /** The index, in one or more parts. */
  readonly index: readonly TermIndexView[];
  /** Every page of every term that has pages. */
  readonly pages: readonly ListingView[];
  /** Data of the filter box. */
  readonly lists: readonly TermListFile[];
}

export function termTypeViews(
  context: ViewContext,
  type: TermType,
  cardOf: (article: Article) => PostCardView,
): TermTypeViews {
  const { terms } = context.corpus.terms[type];
  const entries = terms.map((term) => ({ term, entry: indexEntry(context, type, term) }));
  return {
    index: terms.length > 0 ? termIndexViews(context, type, entries) : [],
    pages: terms
      .filter((term) => term.hasPage)
      .flatMap((term) => termPages(context, type, term, cardOf)),
    lists: termLists(context, type, entries),
  };
}

function termPages(
  context: ViewContext,
  type: TermType,
  term: Term,
  cardOf: (article: Article) => PostCardView,
): readonly ListingView[] {
  const { ui, links, config } = context;
  return listingViews(context, {
    title: term.name,
    kind: ui.terms[type].one,
    section: type,
    articles: term.articles,
    size: config.pagination.listings,
    addressOf: (page) => links.term(type, term.slug, page),
    ancestors: [
      { name: ui.home, href: links.home().href },
      { name: ui.terms[type].index, href: links.termIndex(type).href },
    ],
    cardOf,
  });
}

/** A term with what indexes show of it. */
interface IndexedTerm {
  readonly term: Term;
  readonly entry: TermIndexEntryView;
}

function termIndexViews(
  context: ViewContext,
  type: TermType,
  entries: readonly IndexedTerm[],
): readonly TermIndexView[] {
  const { ui, links } = context;
  const title = ui.terms[type].index;
  const parts = splitGroups(groupByInitial(context, entries));
  const total = parts.length;
  const partLinks =
    total > 1
      ? parts.map((groups, index) => ({
          name: [...new Set([groups[0]?.initial, groups.at(-1)?.initial])].join('–'),
          href: links.termIndex(type, index + 1).href,
        }))
      : [];
  return parts.map((groups, index) => {
    const number = index + 1;
    const { href, path } = links.termIndex(type, number);
    const breadcrumbs = [{ name: ui.home, href: links.home().href }, { name: title }];
    const pagination = paginationView(number, total, (page) => links.termIndex(type, page).href);
    return {
      path,
      href,
      head: pageHead(context, {
        title: ui.pageTitle(title, number),
        description: `${title} · ${ui.termCount(entries.length)}`,
        href,
        breadcrumbs,
        previous: pagination?.previous,
        next: pagination?.next,
      }),
      section: type,
      breadcrumbs,
      title,
      lead: ui.termCount(entries.length),
      groups,
      ...(entries.length >= filterFrom && { filterHref: termListAddress(context, type).href }),
      parts: partLinks.map((part, at) => (at === index ? { name: part.name } : part)),
    };
  });
}

function groupByInitial(
  context: ViewContext,
  entries: readonly IndexedTerm[],
): readonly TermIndexGroupView[] {
  const groups = new Map<string, TermIndexEntryView[]>();
  const others: TermIndexEntryView[] = [];
  for (const { term, entry } of entries) {
    const initial = /^[a-z]/.exec(term.sortKey)?.[0].toUpperCase();
    if (initial === undefined) others.push(entry);
    else if (groups.has(initial)) groups.get(initial)?.push(entry);
    else groups.set(initial, [entry]);
  }
  const views = [...groups].map(([initial, own]) => ({
    initial,
    id: `initial-${initial.toLowerCase()}`,
    terms: own,
  }));
  if (others.length === 0) return views;
  return [...views, { initial: context.ui.otherInitial, id: 'initial-other', terms: others }];
}

/** A term on an index. */
export function indexEntry({ links }: ViewContext, type: TermType, term: Term): TermIndexEntryView {
  const [newest, ...older] = term.articles;
  const postHref = (article: Article) => links.post(article.post.slug).href;
  const ownPage = term.hasPage || !newest;
  return {
    name: term.name,
    href: ownPage ? links.term(type, term.slug).href : postHref(newest),
    count: term.articles.length,
    others: ownPage
      ? []
      : older.map((article) => ({ name: article.post.title, href: postHref(article) })),
  };
}

export interface TermListFile {
  /** Relative to the output folder. */
  readonly path: string;
  readonly terms: TermList;
}

/** The lists that the filter boxes of a type's index fetch: one, or none where the index has no box. */
function termLists(
  context: ViewContext,
  type: TermType,
  entries: readonly IndexedTerm[],
): readonly TermListFile[] {
  if (entries.length < filterFrom) return [];
  return [
    {
      path: termListAddress(context, type).path,
      terms: entries.map(({ entry: { name, href, count } }) => [name, href, count] as const),
    },
  ];
}

function termListAddress({ links }: ViewContext, type: TermType): Address {
  return links.file(`${termSegments[type]}/terms.json`);
}

/** Spreads the groups over pages; a group that is too long for one page is cut. */
function splitGroups(
  groups: readonly TermIndexGroupView[],
): readonly (readonly TermIndexGroupView[])[] {
  const parts: TermIndexGroupView[][] = [[]];
  let room = entriesPerIndexPage;
  for (const group of groups) {
    let start = 0;
    while (start < group.terms.length) {
      if (room === 0 || (start === 0 && group.terms.length > room && room < entriesPerIndexPage)) {
        parts.push([]);
        room = entriesPerIndexPage;
      }
      const terms = group.terms.slice(start, start + room);
      parts.at(-1)?.push({ ...group, terms });
      start += terms.length;
      room -= terms.length;
    }
  }
  return parts;
}
