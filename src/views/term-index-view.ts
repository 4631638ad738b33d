import { addToGroup } from '../shared/group-by.ts';
import { placeOfType } from './site-view.ts';
import { terms, type TermType } from '../content/terms.ts';
import { hasHan } from '../corpus/gloss-names.ts';
import { otherNamesOf, type Term } from '../corpus/term-index.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { ViewContext } from './context.ts';
import { shorten } from './head.ts';
import type { Address } from './links.ts';
import { plainPage } from './plain-page.ts';
import type { TermListEntry, TermListFile } from './term-list.ts';
import type { LinkView, PageView } from './types.ts';

/**
 * The index page of a term type: every term once, grouped by initial (A-Z by pinyin, others last).
 */
export interface TermIndexView extends PageView {
  readonly lead: string;
  readonly groups: readonly TermIndexGroupView[];
  /** Links to the pages of a long index, which is split by initials. */
  readonly parts: readonly LinkView[];
  /**
   * Address of the list of all terms (`TermList`), for the box that filters; absent where a glance
   * is enough.
   */
  readonly filterHref?: string;
}

export interface TermIndexGroupView {
  readonly initial: string;
  /** Fragment id, e.g. `initial-a`. */
  readonly id: string;
  readonly terms: readonly TermIndexEntryView[];
}

export interface TermIndexEntryView {
  readonly name: string;
  /** The term's page, or its newest post. */
  readonly href: string;
  readonly count: number;
  /** The other posts of a term that has several but no page of its own. */
  readonly others: readonly LinkView[];
}

/** Maximum bytes of entries on one index page, as HTML; the whole page stays below 300 KB. */
const indexPageBytes = 240_000;

/**
 * Maximum posts that an entry without a page leads to. Only sites with a low limit of pages
 * have such entries.
 */
const postsPerEntry = 20;

/**
 * Maximum length of a name here: longer ones are mistakes of a pipeline, and the term's page
 * has the whole name.
 */
const nameLength = 200;

/** Number of terms from which an index has a filter box; fewer are seen at a glance. */
const filterFrom = 60;

/** A term with what indexes show of it. */
export interface IndexedTerm {
  readonly term: Term;
  readonly entry: TermIndexEntryView;
}

export function indexedTerms(context: ViewContext, type: TermType): readonly IndexedTerm[] {
  const { terms } = context.corpus.terms[type];
  return terms.map((term) => ({ term, entry: indexEntry(context, term) }));
}

/** A term on an index, with a link to its page or to its posts. */
export function indexEntry({ corpus, links }: ViewContext, term: Term): TermIndexEntryView {
  // Speakers are counted by their talks, people by all posts on their page.
  const articles = term.type === 'person' ? corpus.mentions.of(term).articles : term.articles;
  const page = corpus.mentions.pageOf(term);
  const [newest, ...older] = articles;
  const postHref = (article: ShownArticle) => links.post(article.post.address).href;
  const ownPage = page ?? (newest ? undefined : term);
  return {
    name: shorten(term.name, nameLength),
    href:
      newest && !ownPage
        ? postHref(newest)
        : links.term((ownPage ?? term).type, (ownPage ?? term).slug).href,
    count: articles.length,
    others: ownPage
      ? []
      : older.slice(0, postsPerEntry).map((article) => ({
          name: shorten(article.post.title, nameLength),
          href: postHref(article),
        })),
  };
}

/** All pages of an index; none if it is empty. */
export function termIndexViews(
  context: ViewContext,
  type: TermType,
  entries: readonly IndexedTerm[],
): readonly TermIndexView[] {
  if (entries.length === 0) return [];
  const { ui, links } = context;
  const title = ui.terms[type].index;
  const parts = splitGroups(groupByInitial(context, entries), indexPageBytes);
  const partNames = namesOfParts(parts);
  const total = parts.length;
  const lead = ui.termCount(entries.length);
  const hrefOf = (part: number) => links.termIndex(type, part).href;
  return parts.map((groups, index) => {
    const number = index + 1;
    return {
      ...plainPage(context, {
        ...placeOfType(context, type),
        address: links.termIndex(type, number),
        title,
        headTitle: ui.pageTitle(title, number),
        description: `${title} · ${lead}`,
        pagination: {
          ...(number > 1 && { previous: hrefOf(number - 1) }),
          ...(number < total && { next: hrefOf(number + 1) }),
        },
      }),
      lead,
      groups,
      ...(entries.length >= filterFrom && { filterHref: termListAddress(context, type).href }),
      parts:
        total === 1
          ? []
          : partNames.map((name, part) => ({
              name,
              ...(part !== index && { href: hrefOf(part + 1) }),
            })),
    };
  });
}

function groupByInitial(
  { ui }: ViewContext,
  entries: readonly IndexedTerm[],
): readonly TermIndexGroupView[] {
  const groups = new Map<string, TermIndexEntryView[]>();
  const others: TermIndexEntryView[] = [];
  for (const { term, entry } of entries) {
    const initial = /^[a-z]/.exec(term.sortKey)?.[0].toUpperCase();
    if (initial === undefined) others.push(entry);
    else addToGroup(groups, initial, entry);
  }
  const views = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([initial, terms]) => ({ initial, id: `initial-${initial.toLowerCase()}`, terms }));
  if (others.length === 0) return views;
  return [...views, { initial: ui.otherInitial, id: 'initial-other', terms: others }];
}

/** Bytes of an entry in `partials/index-entry.njk` with its list item, escapes included. */
function entryBytes({ name, href, count, others }: TermIndexEntryView): number {
  const own = 60 + escapedBytes(name) + escapedBytes(href) + String(count).length;
  return others.reduce(
    (sum, other) =>
      sum + 80 + escapedBytes(name) + escapedBytes(other.name) + escapedBytes(other.href ?? ''),
    own,
  );
}

function escapedBytes(text: string): number {
  const escapes = text.match(/[&<>"'`]/g)?.length ?? 0;
  return Buffer.byteLength(text) + 5 * escapes;
}

/**
 * Spreads groups over pages. A page begins with a group if possible; only a group that is too long
 * for one page is divided.
 */
function splitGroups(
  groups: readonly TermIndexGroupView[],
  pageBytes: number,
): readonly (readonly TermIndexGroupView[])[] {
  const parts: TermIndexGroupView[][] = [[]];
  let room = pageBytes;
  const turnPage = () => {
    parts.push([]);
    room = pageBytes;
  };
  for (const group of groups) {
    const sizes = group.terms.map(entryBytes);
    const whole = sizes.reduce((sum, size) => sum + size, 0);
    if (whole > room && room < pageBytes) turnPage();
    let terms: TermIndexEntryView[] = [];
    group.terms.forEach((entry, index) => {
      const size = sizes[index] ?? 0;
      if (size > room && terms.length > 0) {
        parts.at(-1)?.push({ ...group, terms });
        terms = [];
        turnPage();
      }
      terms.push(entry);
      room -= size;
    });
    parts.at(-1)?.push({ ...group, terms });
  }
  return parts;
}

/** `A–C` by the first and last initial; pages of one long initial are numbered: `K 1`, `K 2`. */
function namesOfParts(parts: readonly (readonly TermIndexGroupView[])[]): readonly string[] {
  const names = parts.map((groups) =>
    [...new Set([groups[0]?.initial, groups.at(-1)?.initial])].join('–'),
  );
  return names.map((name, index) => {
    if (names.filter((other) => other === name).length === 1) return name;
    return `${name} ${names.slice(0, index + 1).filter((other) => other === name).length}`;
  });
}

/**
 * The lists that the filter boxes of a type's index fetch: one, or none where the index has no box.
 */
export function termLists(
  context: ViewContext,
  type: TermType,
  entries: readonly IndexedTerm[],
): readonly TermListFile[] {
  if (entries.length < filterFrom) return [];
  const { aliases } = context.corpus;
  return [
    {
      path: termListAddress(context, type).path,
      terms: entries.map(({ term, entry: { name, href, count } }): TermListEntry => {
        const other = otherNamesOf(term, aliases);
        const pinyin = hasHan(term.name) ? term.sortKey : '';
        if (other.length > 0) return [name, href, count, pinyin, ...other];
        return pinyin === '' ? [name, href, count] : [name, href, count, pinyin];
      }),
    },
  ];
}

function termListAddress({ links }: ViewContext, type: TermType): Address {
  return links.file(`${terms[type].path}/terms.json`);
}
